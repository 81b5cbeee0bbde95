import { randomUUID } from 'node:crypto';
import type { AppContext } from '@bellwether/server/app-context';
import { insertGrants, insertPasswordUser } from '@bellwether/server/features/access/users.store';
import type { Grant } from '@bellwether/shared/access/access.rules';
import { TEST_PASSWORD } from './sign-in.ts';

/** Somebody who may sign in with the password of all tests, as an invitation would have made them. */
export async function addUser(
  app: Pick<AppContext, 'db' | 'access' | 'clock'>,
  { name, grants }: { name: string; grants: readonly Grant[] },
): Promise<{ userId: string; email: string }> {
  const userId = randomUUID();
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.com`;
  const { password } = await (await app.access.auth()).$context;
  const hash = await password.hash(TEST_PASSWORD);
  await insertPasswordUser(app.db.pool, { id: userId, name, email }, hash, app.clock());
  await insertGrants(app.db.pool, userId, grants, app.clock());
  return { userId, email };
}
