import type { SignInProvider } from '@bellwether/shared/access/sign-in.schema';
import type { Queryable } from '../../db/queryable.types.ts';

export type StoredMethod = {
  method: 'password' | SignInProvider;
  /** The account's login on GitHub, as far as it was read. */
  accountName: string | null;
  createdAt: Date;
};

/** All ways in of a user; inside a transaction they stay as they are until it ends. */
export async function loadMethods(db: Queryable, userId: string): Promise<StoredMethod[]> {
  const { rows } = await db.query<StoredMethod>(
    `select case m.provider_id when 'credential' then 'password' else m.provider_id end as method,
       case when m.provider_id = 'github' then (select a.login from accounts as a where a.id = m.account_id) end
         as "accountName",
       m.created_at as "createdAt"
     from sign_in_methods as m
     where m.user_id = $1 and (m.provider_id <> 'credential' or m.password is not null)
     order by m.created_at, m.id`,
    [userId],
  );
  return rows;
}

/** Of two changes to a user's ways in, the second waits. */
export async function lockUser(tx: Queryable, userId: string): Promise<void> {
  await tx.query('select 1 from users where id = $1 for update', [userId]);
}

export async function deleteMethod(
  tx: Queryable,
  userId: string,
  method: StoredMethod['method'],
): Promise<void> {
  await tx.query('delete from sign_in_methods where user_id = $1 and provider_id = $2', [
    userId,
    method === 'password' ? 'credential' : method,
  ]);
}
