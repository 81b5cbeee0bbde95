import type { SessionSummary } from '@bellwether/shared/access/account.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import { describeDevice } from './describe-device.rules.ts';
import { deleteOwnSession, deleteSessionsExcept, loadSessions } from './sessions.store.ts';

/** The browsers in which a user is signed in; `currentId`: the one that asks. */
export async function listSessions(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  userId: string,
  currentId: string | null,
): Promise<SessionSummary[]> {
  const sessions = await loadSessions(db.pool, userId, clock());
  return sessions.map(({ sessionId, userAgent, ipAddress, createdAt, updatedAt, expiresAt }) => ({
    sessionId,
    isCurrent: sessionId === currentId,
    device: describeDevice(userAgent),
    ipAddress: ipAddress === '' ? null : ipAddress,
    createdAt: createdAt.toISOString(),
    lastUsedAt: updatedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

/** @throws AppError `not_found` when it is over already, or somebody else's */
export async function endSession(
  { db, access }: Pick<AppContext, 'db' | 'access'>,
  userId: string,
  sessionId: string,
): Promise<void> {
  if (!(await deleteOwnSession(db.pool, userId, sessionId))) {
    throw new AppError('not_found', 'This session is over already.');
  }
  access.tell();
}

/** @returns how many there were, the caller's own included */
export async function endAllSessions(
  { db, access }: Pick<AppContext, 'db' | 'access'>,
  userId: string,
): Promise<number> {
  const ended = await deleteSessionsExcept(db.pool, userId, null);
  access.tell();
  return ended;
}
