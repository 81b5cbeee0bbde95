import { wordsOfAction } from '@bellwether/shared/audit/action-words';
import type { AuditEvent } from '@bellwether/shared/audit/audit.schema';
import { changesBetween } from '@bellwether/shared/audit/changes.rules';
import { formatInstant } from '../../format/date.ts';

export type AuditRow = {
  id: number;
  at: string;
  when: string;
  /** Who, with what kind of caller they are where that is no person. */
  actor: string;
  actorNote: string | null;
  /** What was done, as the rest of a sentence after the actor. */
  words: string;
  subject: string | null;
  outcome: AuditEvent['outcome'];
  from: string;
  details: { field: string; before: string; after: string }[];
  facts: { name: string; value: string }[];
};

/** As it arrives: what is null may be left out. */
type ListedEvent = Omit<AuditEvent, 'before' | 'after'> & { before?: unknown; after?: unknown };

const actorNotes: Readonly<Record<AuditEvent['actorKind'], string | null>> = {
  user: null,
  token: 'API token',
  bootstrap: 'token of the environment',
  nobody: 'not signed in',
  server: 'the server itself',
};

/** One event as a line of the log, and what it unfolds to. Instants in the reader's own zone. */
export function prepareAuditRow(event: ListedEvent, now: string): AuditRow {
  return {
    id: event.id,
    at: event.at,
    when: formatInstant(event.at, { now }),
    actor: event.actorName,
    actorNote: actorNotes[event.actorKind],
    words: wordsOfAction(event.action),
    subject: subjectOf(event),
    outcome: event.outcome,
    from: event.ipAddress ?? '–',
    details: changesBetween(event.before, event.after).map(({ field, before, after }) => ({
      field: field === '' ? 'Value' : field,
      before: showValue(before),
      after: showValue(after),
    })),
    facts: [
      { name: 'Action', value: event.action },
      ...(event.subjectKind === null
        ? []
        : [{ name: 'Subject', value: `${event.subjectKind} ${event.subjectId ?? ''}`.trim() }]),
      ...(event.userAgent === null ? [] : [{ name: 'Browser or program', value: event.userAgent }]),
      ...(event.requestId === null ? [] : [{ name: 'Request', value: event.requestId }]),
    ],
  };
}

/** Whom or what it was done to; nothing where people did it to themselves. */
function subjectOf({ actorName, subjectKind, subjectName }: ListedEvent): string | null {
  const isThemselves = subjectKind === 'user' && subjectName === actorName;
  return isThemselves ? null : subjectName;
}

/** A value as text: nothing is a dash, lists and records are JSON. */
function showValue(value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return '–';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
