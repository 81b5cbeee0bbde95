import { AppError } from '@bellwether/shared/errors/app-error';
import type { Browser } from '../../access/browser.types.ts';
import type { AppContext } from '../../app-context.ts';

/**
 * The provider leads back to the address that people use; a step begun under another name of this server could not be
 * finished there, since cookies stay with the name.
 */
export function requirePublicHost(
  { publicUrl }: Pick<AppContext, 'publicUrl'>,
  { headers }: Browser,
): void {
  const url = publicUrl();
  if (new URL(url).host !== (headers.host ?? '').toLowerCase()) {
    throw new AppError('conflict', `This way to sign in begins and ends at ${url}.`, {
      remedy: `Open ${url}, and try again there.`,
    });
  }
}
