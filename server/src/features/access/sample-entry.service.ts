import { AppError } from '@bellwether/shared/errors/app-error';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export async function enterSample(
  _ctx: SignInContext,
  _role: 'lead' | 'engineer' | 'manager',
): Promise<AuditNote> {
  throw new AppError('internal', 'Not yet.');
}
