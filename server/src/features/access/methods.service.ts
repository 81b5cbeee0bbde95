import type { AccountMethods } from '@bellwether/shared/access/account.schema';
import type { ProviderAddress, SignInProvider } from '@bellwether/shared/access/sign-in.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export async function listMethods(_app: AppContext, _userId: string): Promise<AccountMethods> {
  throw new AppError('internal', 'Not yet.');
}

export async function startLinking(
  _ctx: SignInContext,
  _provider: SignInProvider,
): Promise<ProviderAddress> {
  throw new AppError('internal', 'Not yet.');
}

export async function unlinkMethod(
  _app: AppContext,
  _userId: string,
  _method: 'password' | SignInProvider,
): Promise<void> {
  throw new AppError('internal', 'Not yet.');
}
