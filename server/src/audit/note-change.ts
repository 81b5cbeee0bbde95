import type { AuditNote, AuditSubject } from './audit-entry.types.ts';

/** What is changed, and how it is at the moment; null: it does not exist. */
export type AuditedState = { subject: AuditSubject; state: unknown } | null;

/** Does the work, and tells the audit log how its subject was before and is after. */
export async function noteChange<T>(
  ctx: { note: (note: AuditNote) => unknown },
  read: () => Promise<AuditedState>,
  work: () => Promise<T>,
): Promise<T> {
  const before = await read();
  const result = await work();
  const after = await read();
  ctx.note({
    subject: after?.subject ?? before?.subject ?? null,
    before: before?.state,
    after: after?.state,
  });
  return result;
}
