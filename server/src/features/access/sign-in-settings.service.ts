import type {
  SaveSignInSettingInput,
  SignInSettingName,
  SignInSettings,
} from '@bellwether/shared/access/sign-in-settings.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { SignInContext } from './sign-in-context.types.ts';

export async function listSignInSettings(_app: AppContext): Promise<SignInSettings> {
  throw new AppError('internal', 'Not yet.');
}

export async function saveSignInSetting(
  _ctx: SignInContext,
  _input: SaveSignInSettingInput,
): Promise<AuditNote> {
  throw new AppError('internal', 'Not yet.');
}

export async function removeSignInSetting(
  _app: AppContext,
  _name: SignInSettingName,
): Promise<AuditNote> {
  throw new AppError('internal', 'Not yet.');
}
