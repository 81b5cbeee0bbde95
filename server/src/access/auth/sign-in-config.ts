import {
  type GithubSettings,
  githubSettingsSchema,
  type OidcSettings,
  oidcSettingsSchema,
  type SmtpSettings,
  smtpSettingsSchema,
} from '@bellwether/shared/access/sign-in-settings.schema';
import type { SecretBox } from '../../app-context.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { loadSettingRows, type SettingRow } from './sign-in-config.store.ts';

/** What the environment sets; null: nothing. It goes before what was entered on the page. */
export type SignInEnv = {
  github: { clientId: string; clientSecret: string } | null;
  smtp: { settings: SmtpSettings; password: string | null } | null;
};

type Entry<Settings> = { origin: 'environment' | 'stored'; settings: Settings };

/** How people may sign in beside a password, and how mail is sent: what is in force, secrets opened. Null: not set up. */
export type SignInConfig = {
  /** Moves with each change. */
  version: number;
  instanceId: string;
  github: (Entry<GithubSettings> & { clientSecret: string }) | null;
  oidc: (Entry<OidcSettings> & { clientSecret: string }) | null;
  smtp: (Entry<SmtpSettings> & { password: string | null }) | null;
};

/** Reads what is in force. A stored secret that the present key does not open counts as not set up, and `onLost` is told. */
export async function loadSignInConfig(
  db: Queryable,
  secrets: SecretBox,
  env: SignInEnv,
  onLost: (name: string, error: unknown) => void,
): Promise<SignInConfig> {
  const { version, instanceId, rows } = await loadSettingRows(db);
  const read = <Value>(name: string, toValue: (row: SettingRow) => Value | null): Value | null => {
    const row = rows.find((one) => one.name === name);
    try {
      return row === undefined ? null : toValue(row);
    } catch (error) {
      onLost(name, error);
      return null;
    }
  };
  const open = ({ secretCiphertext }: SettingRow) =>
    secretCiphertext === null ? null : secrets.open(secretCiphertext);
  return {
    version,
    instanceId,
    github: env.github === null ? read('github', toGithub(open)) : fromEnvironment(env.github),
    oidc: read('oidc', (row) => {
      const clientSecret = open(row);
      const settings = oidcSettingsSchema.parse(row.settings);
      return clientSecret === null ? null : { origin: 'stored', settings, clientSecret };
    }),
    smtp:
      env.smtp === null
        ? read('smtp', (row) => ({
            origin: 'stored',
            settings: smtpSettingsSchema.parse(row.settings),
            password: open(row),
          }))
        : { origin: 'environment', ...env.smtp },
  };
}

function toGithub(open: (row: SettingRow) => string | null) {
  return (row: SettingRow): SignInConfig['github'] => {
    const clientSecret = open(row);
    const settings = githubSettingsSchema.parse(row.settings);
    return clientSecret === null ? null : { origin: 'stored', settings, clientSecret };
  };
}

function fromEnvironment(given: {
  clientId: string;
  clientSecret: string;
}): SignInConfig['github'] {
  const { clientId, clientSecret } = given;
  return { origin: 'environment', settings: { clientId, apiUrl: null }, clientSecret };
}
