import type { SaveSignInSettingInput } from '@bellwether/shared/access/sign-in-settings.schema';

const HINT_LENGTH = 3;
/** Of a shorter one, its end would give too much away. */
const LEAST_HINTED = 12;

/** The end by which a secret is recognised; empty: it is too short for that. */
export function secretHint(secret: string): string {
  return secret.length < LEAST_HINTED ? '' : secret.slice(-HINT_LENGTH);
}

/**
 * Whether a secret must come with a setting: the first time, and whenever the setting leads to another place, where the one
 * that is set would be told to somebody else.
 */
export function mustAskForSecret(
  { name, settings, secret }: SaveSignInSettingInput,
  before: { settings: unknown; secretSetAt: Date | null } | undefined,
): boolean {
  if (secret !== undefined || (name === 'smtp' && settings.userName === null)) {
    return false;
  }
  if (before === undefined || before.secretSetAt === null) {
    return true;
  }
  return placeOf(settings) !== placeOf(before.settings);
}

function placeOf(settings: unknown): string {
  const { apiUrl, discoveryUrl, clientId, host, port, security } = Object(settings) as Record<
    string,
    unknown
  >;
  return JSON.stringify([apiUrl, discoveryUrl, clientId, host, port, security]);
}
