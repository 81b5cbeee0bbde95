import { loadOf } from '@bellwether/shared/review-load/load.metric';
import { formatInstant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { readCalendars } from './calendars.store.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { loadCrowd } from './crowd.service.ts';
import { daysOfEverybody, eligibleDays } from './overview.service.ts';
import { findReviewers } from './reviewers.store.ts';
import { tallyDone } from './tally.store.ts';
import { isTooFew } from './withhold.rules.ts';

export type ReviewLoadQuestion = {
  /** Half-open. */
  from: Date;
  to: Date;
  /** Node ids; none: all. */
  repositories: string[];
  /** `slug` or `organisation/slug` of the authors' teams; none: all. */
  teams?: string[];
};

export type ReviewLoadAnswer = {
  from: string;
  to: string;
  /** Whom the caller may see by name; those with the most pull requests first, of equals by login. */
  reviewers: { login: string; pullRequests: number; effortMinutes: number; share: number | null }[];
  absenceFactor: number | null;
  hhi: number | null;
  effectiveReviewers: number | null;
  eligible: number | null;
  gini: number | null;
  /** Only where the numbers are: too few people stand behind them whom the caller may not see. */
  withheld?: 'too-few-people';
};

/** Who carries the reviews, for other programs (B12, C21). */
export async function readReviewLoadAnswer(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  question: ReviewLoadQuestion,
  sight: Sight,
): Promise<ReviewLoadAnswer> {
  const [from, to] = [instantOf(question.from), instantOf(question.to)];
  const { repositories, teams } = question;
  const filter = { repositories, teams, authors: [], baseBranches: [], labels: [] };
  const choice = await chooseReviewed(db.pool, sight, filter);
  const { done } = await tallyDone(db.pool, choice, [from, to]);
  const eligible = await findReviewers(db.pool, choice, to);
  const calendars = await readCalendars(db.pool, clock());
  const crowd = await loadCrowd(
    db.pool,
    sight,
    eligible.map(({ person }) => person),
  );
  const daysOf = daysOfEverybody(crowd, calendars, from, to);
  const load = loadOf(done, eligibleDays(eligible, to, daysOf));
  const isFew = isTooFew(
    done.map(({ person }) => person),
    crowd,
  );
  const reviewers = load.people
    .filter(({ person, pullRequests }) => pullRequests > 0 && crowd.isSeen(person))
    .map(({ person, pullRequests, effortMinutes, share }) => ({
      login: crowd.person(person)?.login ?? person,
      ...{ pullRequests, effortMinutes, share: isFew ? null : share },
    }))
    .sort((a, b) => b.pullRequests - a.pullRequests || compare(a.login, b.login));
  const period = { from: formatInstant(question.from), to: formatInstant(question.to) };
  const { absenceFactor, hhi, effective, gini } = load;
  return isFew
    ? {
        ...{ ...period, reviewers, absenceFactor: null, hhi: null, effectiveReviewers: null },
        ...{ eligible: null, gini: null, withheld: 'too-few-people' },
      }
    : {
        ...{ ...period, reviewers, absenceFactor, hhi, effectiveReviewers: effective },
        ...{ eligible: load.eligible, gini },
      };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
