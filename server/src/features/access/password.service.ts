import type { ChangePasswordInput } from '@bellwether/shared/access/account.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { SignInContext } from './sign-in-context.types.ts';

export async function changePassword(
  _ctx: SignInContext,
  _input: ChangePasswordInput,
): Promise<void> {
  throw new AppError('internal', 'Not yet.');
}
