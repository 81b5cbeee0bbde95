import type { AcceptInvitationInput } from '@bellwether/shared/access/one-time-links.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export async function acceptInvitation(
  _ctx: SignInContext,
  _input: AcceptInvitationInput,
): Promise<AuditNote> {
  throw new AppError('internal', 'Not yet.');
}
