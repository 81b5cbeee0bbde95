import type { Caller, Origin } from '../access/caller.types.ts';

/** What something was done to, as people know it. */
export type AuditSubject = { kind: string; id: string | null; name: string | null };

/** What a service says of a change: the subject, and how it was before and after. Secrets are named, never held. */
export type AuditNote = {
  subject?: AuditSubject | null;
  before?: unknown;
  after?: unknown;
};

export type AuditEntry = AuditNote & {
  /** The procedure or endpoint, `people.merge`, or an event, `sign-in.refused`. */
  action: string;
  outcome: 'done' | 'refused' | 'failed';
  /** Null: nobody was signed in, or (with `origin` null) the server itself. */
  caller: Caller | null;
  /** Who it said it was, where nobody is signed in: an e-mail address. */
  claimedName?: string;
  origin: Origin | null;
};
