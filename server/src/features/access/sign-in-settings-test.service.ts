import type {
  SignInSettingName,
  SignInSettingTest,
} from '@bellwether/shared/access/sign-in-settings.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { SignInContext } from './sign-in-context.types.ts';

export async function testSignInSetting(
  _ctx: SignInContext,
  _name: SignInSettingName,
): Promise<SignInSettingTest> {
  throw new AppError('internal', 'Not yet.');
}
