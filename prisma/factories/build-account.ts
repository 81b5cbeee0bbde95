import type { AccountRow } from '@bellwether/shared/pull-requests/pull-request-history';
import { insertRow, newId, type Queryable } from './insert-row.ts';

/** An account on GitHub; a person's unless `type` says otherwise. */
export async function buildAccount(
  db: Queryable,
  overrides: Partial<AccountRow> = {},
): Promise<AccountRow> {
  const id = overrides.id ?? newId('U');
  const account = { login: `person-${id.slice(-8)}`, type: 'User', ...overrides, id };
  await insertRow(db, 'accounts', account);
  return account;
}
