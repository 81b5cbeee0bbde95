import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Origin } from '../../access/caller.types.ts';
import { networkOf } from '../../access/network-of.ts';
import type { AppContext } from '../../app-context.ts';
import { hasAdmin, loadInstanceId } from './first-admin.store.ts';
import { hashNewPassword } from './passwords.service.ts';
import { insertGrants, insertPasswordUser } from './users.store.ts';

type Context = Pick<AppContext, 'db' | 'secrets' | 'access' | 'clock' | 'limits'>;

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
  origin: Pick<Origin, 'ipAddress'>,
  input: { code: string; name: string; email: string; password: string },
): Promise<{ userId: string }> {
  await app.limits.attempt([{ limit: 'set-up-code', key: networkOf(origin.ipAddress) }], () =>
    requireSetUpCode(app, input.code),
  );
  const passwordHash = await hashNewPassword(app, input.password, input);
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

async function requireSetUpCode(app: Context, code: string): Promise<void> {
  const expected = digest(await readSetUpCode(app));
  if (!timingSafeEqual(digest(code.trim().toUpperCase()), expected)) {
    throw new AppError('forbidden', 'This is not the set-up code.', {
      field: 'code',
      remedy: 'The server printed it where it was started.',
    });
  }
}

/** Of one length, whatever was written. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
