import { formatDurationExactly } from '../time/format-duration.ts';
import { dateOf, formatInstant, type Instant } from '../time/instant.ts';
import type { ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import type { ReviewAct } from './review-acts.ts';

type Effect = ReceiptStep['effect'];

export function makeStep(
  at: Instant | null,
  text: string,
  effect: Effect,
  rule: string,
  url: string | null = null,
): ReceiptStep {
  return { at: at === null ? null : formatInstant(dateOf(at)), text, effect, rule, url };
}

/** The login, or words for someone who has none any more. */
export function nameOf(reading: PullRequestReading, accountId: string | null): string {
  return reading.actors.loginOf(accountId) ?? 'a deleted account';
}

/** `mira approved`, `mira requested changes`. */
export function sayReview(reading: PullRequestReading, act: ReviewAct): string {
  const name = nameOf(reading, act.authorId);
  switch (act.state) {
    case 'APPROVED':
      return `${name} approved`;
    case 'CHANGES_REQUESTED':
      return `${name} requested changes`;
    case 'DISMISSED':
      return `${name} reviewed; the review was dismissed later`;
    case 'COMMENTED':
      return act.inlineComments > 0 ? `${name} commented on the code` : `${name} reviewed`;
  }
}

export function reviewUrl(reading: PullRequestReading, act: ReviewAct): string {
  const { url } = reading.history.pullRequest;
  return act.databaseId === 0 ? url : `${url}#pullrequestreview-${act.databaseId}`;
}

export function commitUrl(reading: PullRequestReading, sha: string): string {
  return reading.history.pullRequest.url.replace(/\/pull\/\d+$/, `/commit/${sha}`);
}

/** Who did something that stands in the timeline, at that second; null when it is not recorded. */
export function actorOfEvent(
  reading: PullRequestReading,
  kind: string,
  at: Instant,
): string | null {
  const event = reading.history.timelineEvents.find(
    (candidate) =>
      candidate.kind === kind && Math.floor(candidate.occurredAt.getTime() / 1000) === at,
  );
  return event === undefined ? null : reading.actors.loginOf(event.actorId);
}

/** The step of an event that the timeline tells, with its actor when known. */
export function sayEvent(
  reading: PullRequestReading,
  kind: string,
  at: Instant,
  words: { withActor: (name: string) => string; without: string },
): string {
  const actor = actorOfEvent(reading, kind, at);
  return actor === null ? words.without : words.withActor(actor);
}

/** `5 min after opening`, `2 h before it was ready`: the distance between two instants in words. */
export function sayDistance(from: Instant, to: Instant, anchor: string): string {
  if (from === to) {
    return `at ${anchor}`;
  }
  const direction = to > from ? 'after' : 'before';
  return `${formatDurationExactly(Math.abs(to - from))} ${direction} ${anchor}`;
}
