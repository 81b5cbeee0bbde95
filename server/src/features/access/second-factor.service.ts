import { AppError } from '@bellwether/shared/errors/app-error';
import { clientHeaders } from '../../access/auth/client-headers.ts';
import { networkOf } from '../../access/network-of.ts';
import type { AppContext } from '../../app-context.ts';
import { loadCredential } from './credentials.store.ts';
import { requirePassword } from './password.service.ts';
import type { OwnSignInContext } from './sign-in-context.types.ts';

export async function readSecondFactor(
  app: AppContext,
  userId: string,
): Promise<{ isOn: boolean; backupCodesLeft: number | null; hasPassword: boolean }> {
  const credential = await loadCredential(app.db.pool, userId);
  const isOn = credential?.twoFactorEnabled === true;
  return {
    isOn,
    backupCodesLeft: isOn ? (await readBackupCodes(app, userId)).length : null,
    hasPassword: credential !== null && credential.passwordHash !== null,
  };
}

/** Makes a secret for the authenticator app; nothing is asked at signing in before `confirmSecondFactor`. */
export async function beginSecondFactor(
  ctx: OwnSignInContext,
  password: string,
): Promise<{ otpauthUri: string; secret: string }> {
  const { twoFactorEnabled } = await requirePassword(ctx, password, 'password');
  if (twoFactorEnabled) {
    throw new AppError('conflict', 'Your second factor is on already.', {
      remedy: 'Switch it off first to set up another app.',
    });
  }
  const auth = await ctx.app.access.auth();
  const begun = await auth.api.enableTwoFactor({ body: { password }, headers: headersOf(ctx) });
  if (begun.method !== 'totp') {
    throw new Error('The sign-in library began another kind of second factor.');
  }
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  return { otpauthUri: begun.totpURI, secret };
}

/**
 * Switches the second factor on, with a code that the app shows. The session continues under a new id.
 * @throws AppError `invalid_input` with field `code`; `conflict` when none was begun
 */
export async function confirmSecondFactor(
  ctx: OwnSignInContext,
  code: string,
): Promise<{ backupCodes: string[] }> {
  const { app, userId, origin, browser } = ctx;
  const credential = await loadCredential(app.db.pool, userId);
  if (credential === null || credential.twoFactorEnabled) {
    throw new AppError('conflict', 'Your second factor is on already.');
  }
  const auth = await app.access.auth();
  const key = `${userId} ${networkOf(origin.ipAddress)}`;
  const { headers } = await app.limits.attempt([{ limit: 'second-factor', key }], () =>
    auth.api
      .verifyTOTP({ body: { code }, headers: headersOf(ctx), returnHeaders: true })
      .catch((error: unknown) => refuseCode(error)),
  );
  browser.setCookies(headers.getSetCookie());
  app.access.tell();
  return { backupCodes: await readBackupCodes(app, userId) };
}

export async function disableSecondFactor(ctx: OwnSignInContext, password: string): Promise<void> {
  await requireItOn(ctx, password);
  const auth = await ctx.app.access.auth();
  const { headers } = await auth.api.disableTwoFactor({
    body: { password },
    headers: headersOf(ctx),
    returnHeaders: true,
  });
  ctx.browser.setCookies(headers.getSetCookie());
  ctx.app.access.tell();
}

export async function renewBackupCodes(
  ctx: OwnSignInContext,
  password: string,
): Promise<{ backupCodes: string[] }> {
  await requireItOn(ctx, password);
  const auth = await ctx.app.access.auth();
  const { backupCodes } = await auth.api.generateBackupCodes({
    body: { password },
    headers: headersOf(ctx),
  });
  return { backupCodes };
}

async function requireItOn(ctx: OwnSignInContext, password: string): Promise<void> {
  const { twoFactorEnabled } = await requirePassword(ctx, password, 'password');
  if (!twoFactorEnabled) {
    throw new AppError('conflict', 'Your second factor is off.');
  }
}

async function readBackupCodes({ access }: AppContext, userId: string): Promise<string[]> {
  const auth = await access.auth();
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId } });
  return [...backupCodes];
}

function refuseCode(error: unknown): never {
  const code = (error as { body?: { code?: unknown } }).body?.code;
  if (code === 'INVALID_CODE') {
    throw new AppError('invalid_input', 'This code is not right, or no longer.', {
      field: 'code',
      remedy: 'Write the one that the app shows now; its clock must be right.',
    });
  }
  if (code === 'TOTP_NOT_ENABLED') {
    throw new AppError('conflict', 'Begin again: there is nothing to confirm.');
  }
  throw error;
}

function headersOf({ browser, origin }: OwnSignInContext): Headers {
  return clientHeaders(browser, origin);
}
