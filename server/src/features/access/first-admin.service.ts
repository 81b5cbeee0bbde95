import { randomUUID, timingSafeEqual } from 'node:crypto';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import { hasAdmin, loadInstanceId } from './first-admin.store.ts';
import { insertGrants, insertPasswordUser } from './users.store.ts';

type Context = Pick<AppContext, 'db' | 'secrets' | 'access' | 'clock'>;

/** What the server prints at its first start: whoever has it makes the first admin. The same on every server of a database. */
export async function readSetUpCode({ db, secrets }: Pick<Context, 'db' | 'secrets'>) {
  const code = secrets.derive(`set-up ${await loadInstanceId(db.pool)}`);
  return (
    code
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 16)
      .toUpperCase()
      .match(/.{4}/g) ?? []
  ).join('-');
}

/**
 * Makes the first admin. Works once: when there is an admin, the code is worth nothing.
 * @throws AppError `conflict`, `forbidden` or `invalid_input` that names the field
 */
export async function createFirstAdmin(
  app: Context,
  input: { code: string; name: string; email: string; password: string },
): Promise<{ userId: string }> {
  const expected = await readSetUpCode(app);
  const given = input.code.trim().toUpperCase().padEnd(expected.length).slice(0, expected.length);
  if (!timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(expected, 'latin1'))) {
    throw new AppError('forbidden', 'This is not the set-up code.', {
      field: 'code',
      remedy: 'The server printed it where it was started.',
    });
  }
  const { password } = await (await app.access.auth()).$context;
  const passwordHash = await password.hash(input.password);
  const userId = randomUUID();
  await app.db.transaction(async (tx) => {
    await tx.query('select 1 from instances for update');
    if (await hasAdmin(tx)) {
      throw new AppError('conflict', 'There is an admin already.', {
        remedy: 'Sign in, or ask them for an invitation.',
      });
    }
    const user = { id: userId, name: input.name, email: input.email.toLowerCase() };
    await insertPasswordUser(tx, user, passwordHash, app.clock());
    await insertGrants(tx, userId, [{ role: 'admin', teamId: null }], app.clock());
  });
  return { userId };
}
