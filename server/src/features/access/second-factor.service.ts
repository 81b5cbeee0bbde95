import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export async function readSecondFactor(
  _app: AppContext,
  _userId: string,
): Promise<{ isOn: boolean; backupCodesLeft: number | null; hasPassword: boolean }> {
  throw new AppError('internal', 'Not yet.');
}

export async function beginSecondFactor(
  _ctx: SignInContext,
  _password: string,
): Promise<{ otpauthUri: string; secret: string }> {
  throw new AppError('internal', 'Not yet.');
}

export async function confirmSecondFactor(
  _ctx: SignInContext,
  _code: string,
): Promise<{ backupCodes: string[] }> {
  throw new AppError('internal', 'Not yet.');
}

export async function disableSecondFactor(_ctx: SignInContext, _password: string): Promise<void> {
  throw new AppError('internal', 'Not yet.');
}

export async function renewBackupCodes(
  _ctx: SignInContext,
  _password: string,
): Promise<{ backupCodes: string[] }> {
  throw new AppError('internal', 'Not yet.');
}
