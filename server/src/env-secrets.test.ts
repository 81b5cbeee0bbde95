import { expect, it } from 'vitest';
import { ENV_RULES, readEnv } from './env.ts';
import { secretsOf } from './env-secrets.ts';

it('finds every secret of the environment', () => {
  const env = readEnv({
    GITHUB_TOKEN: 'planted-token',
    GITHUB_WEBHOOK_SECRET: 'planted webhook secret',
    BELLWETHER_SECRET_KEY: 'planted-key-planted-key-planted-key',
    BELLWETHER_BOOTSTRAP_TOKEN: 'planted-bootstrap-token',
    DATABASE_URL: 'postgres://user:p%40ssword@db/bellwether',
    PORT: '4600',
  });
  expect(new Set(secretsOf(env))).toEqual(
    new Set([
      ...['planted-token', 'planted webhook secret', 'planted-key-planted-key-planted-key'],
      ...['planted-bootstrap-token', 'p%40ssword', 'p@ssword'],
    ]),
  );
});

it('knows a new one by its name', () => {
  const secret = Object.keys(ENV_RULES).filter((name) => /TOKEN|SECRET|_KEY/.test(name));
  expect(secret.length).toBeGreaterThanOrEqual(5);
});
