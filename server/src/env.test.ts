import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { StartError } from './start-error.ts';

describe('the environment', () => {
  it('needs nothing: every variable has a fallback or may be absent', () => {
    expect(readEnv({})).toEqual({
      PORT: 4600,
      HOST: '127.0.0.1',
      BELLWETHER_URL: undefined,
      BELLWETHER_TRUST_PROXY: false,
      BELLWETHER_ALLOWED_NETWORKS: [],
      BELLWETHER_DATA_DIR: '.data',
      DATABASE_URL: undefined,
      BELLWETHER_SECRET_KEY: undefined,
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_TOKEN: undefined,
      GITHUB_REPOSITORIES: [],
      BELLWETHER_SAMPLE: false,
      LOG_LEVEL: 'warn',
    });
  });

  it('reads lists, numbers and addresses as people write them', () => {
    const env = readEnv({
      PORT: ' 8080 ',
      GITHUB_REPOSITORIES: 'octo-org/api, octo-org/web.site,',
      GITHUB_API_URL: 'https://github.example.com/api/v3/',
      BELLWETHER_SAMPLE: '1',
    });
    expect(env).toMatchObject({
      PORT: 8080,
      GITHUB_REPOSITORIES: ['octo-org/api', 'octo-org/web.site'],
      GITHUB_API_URL: 'https://github.example.com/api/v3',
      BELLWETHER_SAMPLE: true,
    });
  });

  it('listens wherever it is told to', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'bellwether.corp.example.com']) {
      expect(readEnv({ HOST: host }).HOST).toBe(host);
    }
  });

  it('trusts the proxies that are named or counted', () => {
    const trusted = (text: string) =>
      readEnv({ BELLWETHER_TRUST_PROXY: text }).BELLWETHER_TRUST_PROXY;
    expect(trusted('2')).toBe(2);
    expect(trusted('loopback, 10.0.0.0/8,::1')).toEqual(['loopback', '10.0.0.0/8', '::1']);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['HOST', 'not a host'],
    ['HOST', '192.168.1.500'],
    ['BELLWETHER_TRUST_PROXY', 'everybody'],
    ['BELLWETHER_TRUST_PROXY', '10.0.0.0/40'],
    ['BELLWETHER_ALLOWED_NETWORKS', '10.0.0.0/40'],
    ['BELLWETHER_ALLOWED_NETWORKS', 'https://github.example.com'],
    ['BELLWETHER_URL', 'bellwether.example.com'],
    ['DATABASE_URL', 'mysql://localhost/bellwether'],
    ['BELLWETHER_SECRET_KEY', 'short'],
    ['GITHUB_API_URL', 'ftp://github.example.com'],
    ['GITHUB_TOKEN', 'two words'],
    ['GITHUB_REPOSITORIES', 'just-a-name'],
    ['BELLWETHER_SAMPLE', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s with one sentence that names it and gives an example', (name, value) => {
    const read = () => readEnv({ [name]: value });
    expect(read).toThrow(StartError);
    expect(read).toThrow(new RegExp(`^${name} must be [^\\n]*, for example [^\\n]*\\.$`));
  });

  it('never repeats a value that it refuses, since it may be a secret', () => {
    expect(() => readEnv({ GITHUB_TOKEN: 'ghp_secret with space' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('ghp_secret') }),
    );
  });
});
