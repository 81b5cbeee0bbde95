import { formatDurationExactly } from '../time/format-duration.ts';
import type { PullRequestFacts, ReviewGrade } from './pull-request-facts.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep, nameOf, reviewUrl, sayReview } from './receipt-words.ts';
import {
  hasteLimitSeconds,
  independentActs,
  wasAnythingSaid,
  wasApprovedInHaste,
} from './review-grade.ts';

/** The receipt of the review grade: which of the grades fitted first, and by what (B11, C16). */
export function explainGrade(reading: PullRequestReading, facts: PullRequestFacts): Receipt {
  const grade = facts.reviewGrade;
  return {
    metric: 'review-grade',
    label: 'Review grade',
    unit: 'grade',
    value: grade,
    clock: null,
    rule: 'B11',
    steps: grade === null ? [] : gradeSteps[grade](reading),
    arithmetic: null,
    whyNull: grade === null ? 'Only merged pull requests are graded.' : null,
  };
}

const gradeSteps: Readonly<Record<ReviewGrade, (reading: PullRequestReading) => ReceiptStep[]>> = {
  emergency: () => [makeStep(null, 'It bears the label “emergency”', 'info', 'C16')],
  'bot-auto': (reading) => [
    makeStep(
      null,
      `${nameOf(reading, reading.history.pullRequest.authorId)} is no person, and no person reviewed it`,
      'info',
      'C16',
    ),
  ],
  unreviewed: explainUnreviewed,
  'approved-silent': explainSilence,
  discussed: (reading) => explainReviews(reading),
};

function explainUnreviewed(reading: PullRequestReading): ReceiptStep[] {
  const coAuthors = reading.countingActs.map((act) =>
    makeStep(
      act.at,
      `${sayReview(reading, act)}, but has commits of their own on the branch`,
      'ignored',
      'B4.8',
      reviewUrl(reading, act),
    ),
  );
  return [...coAuthors, makeStep(null, 'No independent person reviewed it', 'info', 'C16')];
}

function explainSilence(reading: PullRequestReading): ReceiptStep[] {
  const reviews = explainReviews(reading);
  if (!wasAnythingSaid(reading)) {
    return [...reviews, makeStep(null, 'Nobody else said anything', 'info', 'C16')];
  }
  const limit = formatDurationExactly(hasteLimitSeconds(reading));
  return wasApprovedInHaste(reading)
    ? [...reviews, makeStep(null, `The first approval came within ${limit}`, 'info', 'C16')]
    : reviews;
}

function explainReviews(reading: PullRequestReading): ReceiptStep[] {
  return independentActs(reading).map((act) =>
    makeStep(act.at, sayReview(reading, act), 'info', 'C16', reviewUrl(reading, act)),
  );
}
