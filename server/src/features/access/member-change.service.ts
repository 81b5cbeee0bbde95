import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import {
  bumpAccessVersion,
  type LockedMember,
  loadGrants,
  lockAccess,
  lockMember,
} from './member-changes.store.ts';
import { requireFresh } from './members.rules.ts';
import type { StoredGrantView } from './members.store.ts';

export type Context = Pick<AppContext, 'db' | 'clock' | 'access'>;
export type MemberAtHand = LockedMember & { grants: StoredGrantView[] };
/** How it was and how it became; null: nothing was changed. */
export type Difference = {
  before: unknown;
  after: unknown;
  /** What they are and may do stays as it was: nobody who looked at it before is out of date. */
  isAside?: true;
} | null;
/** Whom; `accessVersion`: as it was looked at, where it matters. */
type Whom = { userId: string; accessVersion?: number };

/**
 * Changes one member, one change of access after the other, and tells open pages.
 * @throws AppError `not_found`, or `conflict` that says how the member is now
 */
export async function changeMember(
  app: Context,
  { userId, accessVersion }: Whom,
  change: (tx: Queryable, member: MemberAtHand) => Promise<Difference>,
): Promise<AuditNote> {
  const { name, difference } = await app.db.transaction(async (tx) => {
    await lockAccess(tx);
    const stored = await lockMember(tx, userId);
    if (stored === null) {
      throw new AppError('not_found', 'There is no such user.', {
        remedy: 'Reload the page to see who there is.',
      });
    }
    const grants = await loadGrants(tx, userId);
    if (accessVersion !== undefined) {
      const now = { ...stored, isDeactivated: stored.deactivatedAt !== null };
      requireFresh(now, grants, accessVersion);
    }
    const made = await change(tx, { ...stored, grants });
    if (made !== null && made.isAside !== true) {
      await bumpAccessVersion(tx, userId, app.clock());
    }
    return { name: stored.name, difference: made };
  });
  if (difference !== null) {
    app.access.tell();
  }
  const { before, after } = difference ?? { before: null, after: null };
  return { subject: { kind: 'user', id: userId, name }, before, after };
}
