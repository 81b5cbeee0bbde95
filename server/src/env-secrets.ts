import type { Env } from './env.ts';

const NAMES_A_SECRET = /TOKEN|SECRET|KEY|PASSWORD/;

/** The values of the environment that must never be written anywhere: the log leaves them out wherever they stand. */
export function secretsOf(env: Env): string[] {
  const named = Object.entries(env).flatMap(([name, value]) =>
    NAMES_A_SECRET.test(name) && typeof value === 'string' ? [value] : [],
  );
  const passwords = Object.values(env).flatMap((value) =>
    typeof value === 'string' && URL.canParse(value) ? passwordsOf(new URL(value)) : [],
  );
  return [...named, ...passwords];
}

/** As it is written in the address, and as it is meant. */
function passwordsOf({ password }: URL): string[] {
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
