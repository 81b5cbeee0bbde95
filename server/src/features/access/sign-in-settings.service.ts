import {
  githubSettingsSchema,
  oidcSettingsSchema,
  type SaveSignInSettingInput,
  type SignInSettingName,
  type SignInSettings,
  smtpSettingsSchema,
} from '@bellwether/shared/access/sign-in-settings.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { loadSettingRows, type SettingRow } from '../../access/auth/sign-in-config.store.ts';
import type { SignInConfig } from '../../access/auth/sign-in-config.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { SignInContext } from './sign-in-context.types.ts';
import { mustAskForSecret, secretHint } from './sign-in-settings.rules.ts';
import { deleteSetting, dropSecret, saveSetting } from './sign-in-settings.store.ts';

/** What is set up, without the secrets. */
export async function listSignInSettings(app: AppContext): Promise<SignInSettings> {
  const config = await app.access.settings();
  const { rows } = await loadSettingRows(app.db.pool);
  const row = (name: SignInSettingName) => rows.find((one) => one.name === name);
  const callback = (provider: string) => `${app.publicUrl()}/api/auth/callback/${provider}`;
  return {
    github: {
      ...stateOf(config, 'github', row('github')),
      settings: settingsOf(config, 'github', row('github'), githubSettingsSchema),
      callbackUrl: callback('github'),
    },
    oidc: {
      ...stateOf(config, 'oidc', row('oidc')),
      settings: settingsOf(config, 'oidc', row('oidc'), oidcSettingsSchema),
      callbackUrl: callback('oidc'),
    },
    smtp: {
      ...stateOf(config, 'smtp', row('smtp')),
      settings: settingsOf(config, 'smtp', row('smtp'), smtpSettingsSchema),
    },
  };
}

function stateOf(config: SignInConfig, name: SignInSettingName, row: SettingRow | undefined) {
  if (config[name]?.origin === 'environment') {
    return { origin: 'environment' as const, secret: null, changedAt: null };
  }
  const { secretSetAt = null, secretSetBy = null, secretHint: hint = '' } = row ?? {};
  return {
    origin: row === undefined ? ('none' as const) : ('stored' as const),
    secret:
      secretSetAt === null
        ? null
        : { setAt: secretSetAt.toISOString(), setBy: secretSetBy, hint: hint ?? '' },
    changedAt: row?.changedAt.toISOString() ?? null,
  };
}

function settingsOf<Name extends SignInSettingName, Settings>(
  config: SignInConfig,
  name: Name,
  row: SettingRow | undefined,
  schema: { parse(value: unknown): Settings },
): Settings | null {
  const inForce = config[name];
  if (inForce !== null) {
    return schema.parse(inForce.settings);
  }
  return row === undefined ? null : schema.parse(row.settings);
}

/**
 * Stores a setting; without a secret, the one that is set stays, but never goes with it to another place.
 * @throws AppError `conflict` for what the environment sets; `invalid_input` with the field
 */
export async function saveSignInSetting(
  ctx: SignInContext,
  input: SaveSignInSettingInput,
): Promise<AuditNote> {
  const { app, caller } = ctx;
  await refuseWhatEnvironmentSets(app, input.name);
  await refuseInner(app, input);
  const { rows } = await loadSettingRows(app.db.pool);
  const before = rows.find(({ name }) => name === input.name);
  if (mustAskForSecret(input, before)) {
    throw new AppError('invalid_input', 'Write the secret.', {
      field: 'secret',
      remedy: 'One that is set stays only where it was set for.',
    });
  }
  const now = app.clock();
  const secret =
    input.secret === undefined
      ? null
      : {
          ciphertext: app.secrets.seal(input.secret),
          ...{ hint: secretHint(input.secret), setAt: now, setBy: caller?.name ?? 'Nobody' },
        };
  await app.db.transaction(async (tx) => {
    await saveSetting(tx, input.name, input.settings, secret, now);
    if (input.name === 'smtp' && input.settings.userName === null) {
      await dropSecret(tx, 'smtp');
    }
  });
  return {
    subject: { kind: 'sign-in-setting', id: input.name, name: input.name },
    before: before?.settings ?? null,
    after: { ...input.settings, secret: input.secret === undefined ? 'as before' : 'set' },
  };
}

/** @throws AppError `not_found` when there is none; `conflict` for what the environment sets */
export async function removeSignInSetting(
  app: AppContext,
  name: SignInSettingName,
): Promise<AuditNote> {
  await refuseWhatEnvironmentSets(app, name);
  if (!(await app.db.transaction((tx) => deleteSetting(tx, name)))) {
    throw new AppError('not_found', 'This is not set up.');
  }
  return { subject: { kind: 'sign-in-setting', id: name, name }, after: null };
}

async function refuseWhatEnvironmentSets(app: AppContext, name: SignInSettingName): Promise<void> {
  if ((await app.access.settings())[name]?.origin === 'environment') {
    throw new AppError('conflict', 'Variables of the environment set this.', {
      remedy: 'Take them away to set it here.',
    });
  }
}

async function refuseInner({ outgoing }: AppContext, input: SaveSignInSettingInput): Promise<void> {
  if (input.name === 'smtp') {
    await outgoing.resolve(input.settings.host, 'settings.host');
  } else if (input.name === 'oidc') {
    await outgoing.refuseInner(input.settings.discoveryUrl, 'settings.discoveryUrl');
  } else if (input.settings.apiUrl !== null) {
    await outgoing.refuseInner(input.settings.apiUrl, 'settings.apiUrl');
  }
}
