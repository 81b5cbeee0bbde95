import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { StartError } from './start-error.ts';

describe('the environment', () => {
  it('needs nothing: every variable has a fallback or may be absent', () => {
    expect(readEnv({})).toEqual({
      PORT: 4600,
      HOST: '127.0.0.1',
      BELLWETHER_URL: undefined,
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

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['HOST', '0.0.0.0'],
    ['HOST', '192.168.1.5'],
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
