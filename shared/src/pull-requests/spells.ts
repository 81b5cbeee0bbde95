import { type Instant, instantOf, instantOrNull, isUpTo, type Spell } from '../time/instant.ts';
import { unionOfSpells } from '../time/spans.ts';
import type { PullRequestHistory, PullRequestRow } from './pull-request-history.ts';

/** When the pull request was a draft, and when it was closed for a while (B2, C7). */
export type SpellReading = {
  /** When it was merged, else when it was closed for good; null while it is open (C3). */
  endAt: Instant | null;
  beganAsDraft: boolean;
  /** Null: it never left draft. */
  readyAt: Instant | null;
  /** `to` is null while a spell runs. */
  drafts: Spell[];
  parked: Spell[];
  /** Drafts and parked spells as one, without overlaps: what waiting time leaves out. */
  pauses: Spell[];
  /** Null while a draft spell runs (C19). */
  draftSeconds: number | null;
  parkedSeconds: number;
  /** A draft spell was running when the pull request ended. */
  endedInDraft: boolean;
};

export function readSpells(history: PullRequestHistory): SpellReading {
  const { pullRequest } = history;
  const createdAt = instantOf(pullRequest.createdAt);
  const endAt = readEnd(pullRequest);
  const draftEvents = eventsOf(history, 'ready_for_review', 'convert_to_draft');
  const [firstDraftEvent] = draftEvents;
  const beganAsDraft =
    firstDraftEvent === undefined
      ? pullRequest.isDraft
      : firstDraftEvent.kind === 'ready_for_review';
  const drafts = readDrafts(draftEvents, beganAsDraft ? createdAt : null, endAt);
  const parked = readParked(eventsOf(history, 'closed', 'reopened'), endAt);
  return {
    endAt,
    beganAsDraft,
    readyAt: beganAsDraft ? firstReady(draftEvents, endAt) : createdAt,
    drafts,
    parked,
    pauses: unionOfSpells([...drafts, ...parked]),
    draftSeconds: sumOfSpells(drafts),
    parkedSeconds: sumOfSpells(parked) ?? 0,
    endedInDraft: endAt !== null && isDraftAt(draftEvents, beganAsDraft, endAt),
  };
}

function readEnd(pullRequest: PullRequestRow): Instant | null {
  if (pullRequest.mergedAt !== null) {
    return instantOf(pullRequest.mergedAt);
  }
  return pullRequest.state === 'closed' ? instantOrNull(pullRequest.closedAt) : null;
}

type SpellEvent = { kind: string; at: Instant };

function eventsOf(history: PullRequestHistory, ...kinds: string[]): SpellEvent[] {
  const events: SpellEvent[] = [];
  for (const event of history.timelineEvents) {
    if (kinds.includes(event.kind)) {
      events.push({ kind: event.kind, at: instantOf(event.occurredAt) });
    }
  }
  return events.sort((a, b) => a.at - b.at);
}

function firstReady(events: readonly SpellEvent[], endAt: Instant | null): Instant | null {
  const [first] = events;
  return first !== undefined && isUpTo(endAt, first.at) ? first.at : null;
}

/** A spell runs to the next `ready_for_review`, or to the end; events after the end change nothing (C3). */
function readDrafts(
  events: readonly SpellEvent[],
  draftFrom: Instant | null,
  endAt: Instant | null,
): Spell[] {
  const spells: Spell[] = [];
  let from = draftFrom;
  for (const { kind, at } of events) {
    if (!isUpTo(endAt, at)) {
      break;
    }
    if (kind === 'convert_to_draft') {
      from ??= at;
    } else if (from !== null) {
      spells.push({ from, to: at });
      from = null;
    }
  }
  if (from !== null) {
    spells.push({ from, to: endAt });
  }
  return spells;
}

/** From a `closed` to the next `reopened`; the last close parks nothing. */
function readParked(events: readonly SpellEvent[], endAt: Instant | null): Spell[] {
  const spells: Spell[] = [];
  let from: Instant | null = null;
  for (const { kind, at } of events) {
    if (!isUpTo(endAt, at)) {
      break;
    }
    if (kind === 'closed') {
      from ??= at;
    } else if (from !== null) {
      spells.push({ from, to: at });
      from = null;
    }
  }
  return spells;
}

function sumOfSpells(spells: readonly Spell[]): number | null {
  let seconds = 0;
  for (const { from, to } of spells) {
    if (to === null) {
      return null;
    }
    seconds += to - from;
  }
  return seconds;
}

function isDraftAt(events: readonly SpellEvent[], beganAsDraft: boolean, at: Instant): boolean {
  const last = events.findLast((event) => event.at <= at);
  return last === undefined ? beganAsDraft : last.kind === 'convert_to_draft';
}
