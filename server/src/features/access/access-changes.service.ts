import type { AccessChange } from '@bellwether/shared/access/account.schema';
import type { Caller } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';

export async function* followAccessChanges(
  _app: AppContext,
  caller: Caller,
  _signal: AbortSignal,
): AsyncGenerator<AccessChange> {
  yield { accessVersion: caller.accessVersion };
}
