import type { ResetPasswordInput } from '@bellwether/shared/access/one-time-links.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export async function resetPassword(
  _app: AppContext,
  _input: ResetPasswordInput,
): Promise<AuditNote> {
  throw new AppError('internal', 'Not yet.');
}

export async function requestPasswordReset(
  _ctx: SignInContext,
  _email: string,
): Promise<AuditNote> {
  throw new AppError('internal', 'Not yet.');
}
