import { type PasswordOwner, ratePassword } from '@bellwether/shared/access/password.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';

type Context = Pick<AppContext, 'access'>;

/**
 * A new password as it is kept.
 * @throws AppError `invalid_input` that says what would be better, for one that is too easily guessed
 */
export async function hashNewPassword(
  { access }: Context,
  password: string,
  owner: PasswordOwner,
  field = 'password',
): Promise<string> {
  const { advice } = ratePassword(password, owner);
  if (advice !== null) {
    throw new AppError('invalid_input', 'This password is too easily guessed.', {
      field,
      remedy: advice,
    });
  }
  return (await (await access.auth()).$context).password.hash(password);
}

/** Whether it is the password behind a hash. Without a hash it takes as long, and is not. */
export async function verifyPassword(
  { access }: Context,
  password: string,
  hash: string | null,
): Promise<boolean> {
  const { password: library } = await (await access.auth()).$context;
  if (hash === null) {
    await library.hash(password);
    return false;
  }
  return library.verify({ password, hash });
}
