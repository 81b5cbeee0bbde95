import { formatDurationExactly } from '../time/format-duration.ts';
import { type Instant, isUpTo } from '../time/instant.ts';
import { clipSpells } from '../time/spans.ts';
import type { ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep, nameOf, reviewUrl, sayDistance, sayReview } from './receipt-words.ts';
import type { ReviewAct } from './review-acts.ts';

/** More would bury the events that made the number. */
const mostListed = 12;

/**
 * The reviews that came before the first one that counts, or instead of it, each with the reason why it is none (B1, B4).
 */
export function explainIgnoredReviews(reading: PullRequestReading): ReceiptStep[] {
  const steps = reading.acts
    .filter((act) => reading.firstReviewAt === null || act.at <= reading.firstReviewAt)
    .flatMap((act) => {
      const reason = whyIgnored(reading, act.authorId, act.at);
      return reason === null ? [] : [explainIgnoredAct(reading, act, reason)];
    });
  return shorten(steps, 'reviews that do not count');
}

/** The comments that came before the first response and are none, and those that are no review. */
export function explainIgnoredComments(
  reading: PullRequestReading,
  stage: 'pickup' | 'first-response',
): ReceiptStep[] {
  const until = stage === 'pickup' ? reading.firstReviewAt : reading.firstResponseAt;
  const steps = reading.conversation
    .filter((comment) => isUpTo(until, comment.at))
    .flatMap((comment) => {
      const name = nameOf(reading, comment.authorId);
      const reason = whyIgnored(reading, comment.authorId, comment.at);
      const noReview = { text: 'a comment is a response, but no review', rule: 'B4' };
      const given = stage === 'pickup' ? (reason ?? noReview) : reason;
      if (given === null) {
        return [];
      }
      const text = `${name} commented ${sayWhen(reading, comment.at)}: ${given.text}`;
      return [makeStep(comment.at, text, 'ignored', given.rule, reading.history.pullRequest.url)];
    });
  return shorten(steps, 'comments that do not count');
}

/** Draft and closed spells inside `[from, to)`: time that nobody could have used. */
export function explainPauses(
  reading: PullRequestReading,
  from: Instant,
  to: Instant,
): ReceiptStep[] {
  return clipSpells(reading.spells.pauses, from, to).map((pause) => {
    const isDraft = clipSpells(reading.spells.drafts, pause.from, pause.to).length > 0;
    const isClosed = clipSpells(reading.spells.parked, pause.from, pause.to).length > 0;
    const state = [isDraft ? 'a draft' : '', isClosed ? 'closed' : ''].filter(Boolean);
    const length = formatDurationExactly(pause.to - pause.from);
    return makeStep(pause.from, `It was ${state.join(' or ')} for ${length}`, 'subtracted', 'B2');
  });
}

type Reason = { text: string; rule: string };

/** Why a word by this account at this instant is nobody else's word; null: it counts. */
function whyIgnored(
  reading: PullRequestReading,
  authorId: string | null,
  at: Instant,
): Reason | null {
  const { actors, spells, history } = reading;
  const authorClass = actors.classOf(authorId);
  if (authorClass === 'ai_reviewer') {
    return { text: 'an AI reviewer is nobody’s first review', rule: 'B1' };
  }
  if (authorId !== null && authorId === history.pullRequest.authorId) {
    return { text: 'the author’s own words do not count', rule: 'B4.1' };
  }
  if (authorClass !== 'human') {
    return { text: classReasons[authorClass], rule: 'B1' };
  }
  return isUpTo(spells.endAt, at) ? null : { text: 'it came after the end', rule: 'B4.3' };
}

const classReasons = {
  bot: 'a bot is nobody’s reviewer',
  service: 'an organisation’s account is nobody’s reviewer',
  ghost: 'the account is gone, so nobody can say who it was',
} as const;

function explainIgnoredAct(
  reading: PullRequestReading,
  act: ReviewAct,
  reason: Reason,
): ReceiptStep {
  const text = `${sayReview(reading, act)} ${sayWhen(reading, act.at)}: ${reason.text}`;
  return makeStep(act.at, text, 'ignored', reason.rule, reviewUrl(reading, act));
}

function sayWhen(reading: PullRequestReading, at: Instant): string {
  const { readyAt } = reading.spells;
  return readyAt === null
    ? sayDistance(reading.createdAt, at, 'opening')
    : sayDistance(readyAt, at, reading.spells.beganAsDraft ? 'it was ready' : 'opening');
}

function shorten(steps: readonly ReceiptStep[], what: string): ReceiptStep[] {
  const listed = steps.slice(0, mostListed);
  const more = steps.length - listed.length;
  return more === 0 ? listed : [...listed, makeStep(null, `${more} more ${what}`, 'ignored', 'B4')];
}
