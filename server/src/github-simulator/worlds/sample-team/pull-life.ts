import { reviewByMachine } from './ai-reviews.ts';
import { chooseReviewers } from './choose-reviewers.ts';
import { DAY, HOUR, MINUTE, SECOND, toSecond } from './instants.ts';
import { DEFAULT_BRANCH, type Moment, type PullDraft, type ReviewMoment } from './moments.ts';
import { type Person, peers } from './people.ts';
import type { PullPlan } from './plan-pulls.ts';
import type { Random } from './random.ts';
import { requestReviews } from './request-reviews.ts';
import { reviewUntilApproval, secondLook } from './review-life.ts';
import type { StoryClock } from './story.ts';
import { toSlug } from './titles.ts';
import type { Course } from './traits.ts';
import { momentWithin } from './work-calendar.ts';
import { tendBranch, writeCode } from './write-code.ts';

const kindLabels: Partial<Record<PullPlan['kind'], string>> = {
  feature: 'feature',
  fix: 'bug',
  refactor: 'maintenance',
  performance: 'performance',
  docs: 'documentation',
};

export function mergeBy(by: Person, at: number, random: Random): Moment[] {
  const merge: Moment = { kind: 'merge', at, by };
  const deletion: Moment = { kind: 'delete-branch', at: at + random.integer(2, 400) * SECOND, by };
  return random.chance(0.85) ? [merge, deletion] : [merge];
}

function withinReview(plan: PullPlan, person: Person, low: number, high: number): number {
  return momentWithin(person, plan.readyAt + MINUTE, plan.mergeAt, [low, high], plan.random);
}

/** The ordinary way: rounds with the first reviewer, perhaps a second look, approval, merge. */
function beReviewed(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const { author, random } = plan;
  const [first, ...others] = reviewers;
  if (!first) {
    return mergeBy(author, plan.mergeAt, random);
  }
  const silent = others.length === 0 && random.chance(0.38);
  const moments = reviewUntilApproval(plan, first, silent);
  for (const other of others) {
    moments.push(...secondLook(plan, other));
  }
  if (plan.traits.has('stale-approval')) {
    const approvedAt = Math.max(...moments.map((moment) => moment.at));
    const at = momentWithin(author, approvedAt, plan.mergeAt, [0.3, 0.8], random);
    moments.push({ kind: 'push', at, by: author, authoredAt: at, message: 'Fix a typo' });
  }
  return [...moments, ...mergeBy(random.chance(0.78) ? author : first, plan.mergeAt, random)];
}

function objection(plan: PullPlan, by: Person): ReviewMoment {
  const at = withinReview(plan, by, 0.1, 0.3);
  return { kind: 'review', at, by, state: 'CHANGES_REQUESTED', inline: plan.random.integer(1, 3) };
}

/** Someone objects and is outvoted. */
function mergeOverObjection(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const others = peers.filter((person) => person !== plan.author && !reviewers.includes(person));
  return [objection(plan, plan.random.pick(others)), ...beReviewed(plan, reviewers)];
}

/** Someone objects, and the objection is dismissed before the merge. */
function dismissObjection(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const moments = mergeOverObjection(plan, reviewers);
  const review = moments[0] as ReviewMoment;
  const by = reviewers[0] ?? plan.author;
  const at = momentWithin(by, review.at, plan.mergeAt, [0.2, 0.8], plan.random);
  return [...moments, { kind: 'dismiss', at, by, review }];
}

/** After a first look the author takes it back into draft for a while. */
function convertBack(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const at = withinReview(plan, plan.author, 0.15, 0.35);
  const readyAt = momentWithin(plan.author, at, plan.mergeAt, [0.2, 0.5], plan.random);
  const by = plan.author;
  return [
    { kind: 'convert', at, by },
    { kind: 'ready', at: readyAt, by },
    ...beReviewed(plan, reviewers),
  ];
}

function reopen(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const at = withinReview(plan, plan.author, 0.05, 0.3);
  const slip = plan.random.chance(0.4);
  const reopenedAt = slip
    ? at + plan.random.integer(9, 90) * SECOND
    : momentWithin(plan.author, at, plan.mergeAt, [0.1, 0.4], plan.random);
  const by = plan.author;
  return [
    { kind: 'close', at, by },
    { kind: 'reopen', at: Math.min(reopenedAt, plan.mergeAt - MINUTE), by },
    ...beReviewed(plan, reviewers),
  ];
}

function closeUnmerged(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const kept = beReviewed(plan, reviewers).filter(
    (moment) => moment.kind === 'push' || (moment.kind === 'review' && moment.state !== 'APPROVED'),
  );
  return [
    ...kept,
    { kind: 'comment', at: plan.mergeAt - 40 * SECOND, by: plan.author },
    { kind: 'close', at: plan.mergeAt, by: plan.author },
  ];
}

function abandonInDraft(plan: PullPlan): Moment[] {
  const { author, random } = plan;
  const until = plan.createdAt + random.between(4, 18) * DAY;
  const at = momentWithin(author, plan.createdAt + DAY, until, [0.5, 1], random);
  return [{ kind: 'close', at, by: author }];
}

/** Merged without anyone's review, mostly soon. */
function skipReview(plan: PullPlan): Moment[] {
  const soon = plan.readyAt + plan.random.between(0.3, 4) * HOUR;
  const at = toSecond(Math.min(plan.mergeAt, soon));
  return mergeBy(plan.author, at, plan.random);
}

const courses: Record<Course, (plan: PullPlan, reviewers: readonly Person[]) => Moment[]> = {
  reviewed: beReviewed,
  'merged-over-objection': mergeOverObjection,
  dismissed: dismissObjection,
  'converted-back': convertBack,
  reopened: reopen,
  closed: closeUnmerged,
  'abandoned-in-draft': abandonInDraft,
  unreviewed: skipReview,
};

function leaveDraft(plan: PullPlan): Moment[] {
  const { author, random } = plan;
  const moments: Moment[] = [];
  if (!plan.openedAsDraft || plan.course === 'abandoned-in-draft') {
    return moments;
  }
  moments.push({ kind: 'ready', at: plan.readyAt, by: author });
  if (plan.traits.has('early-review')) {
    const by = random.pick(peers.filter((person) => person !== author));
    const at = momentWithin(by, plan.createdAt + 9 * MINUTE, plan.readyAt, [0.3, 0.9], random);
    moments.push({ kind: 'review', at, by, state: 'COMMENTED', inline: random.integer(0, 2) });
  }
  return moments;
}

function describe(plan: PullPlan): { title: string; moments: Moment[] } {
  const { author, random } = plan;
  const moments: Moment[] = [];
  const label = kindLabels[plan.kind];
  if (label && random.chance(0.7)) {
    const at = plan.createdAt + random.integer(0, 20) * SECOND;
    moments.push({ kind: 'label', at, by: author, label });
  }
  if (random.chance(0.22)) {
    const at = plan.createdAt + random.integer(20, 900) * SECOND;
    moments.push({ kind: 'comment', at, by: author });
  }
  if (plan.traits.has('renamed')) {
    const at = plan.createdAt + random.integer(60, 4000) * SECOND;
    moments.push({ kind: 'rename', at, by: author, title: plan.title });
    return { title: `WIP: ${plan.title}`, moments };
  }
  return { title: plan.title, moments };
}

/** The whole life of a pull request of the team, as it would go if the world never ended. */
export function tellPullLife(plan: PullPlan, clock: StoryClock): PullDraft {
  const reviewers = chooseReviewers(plan, clock);
  const described = describe(plan);
  const isAbandoned = plan.course === 'abandoned-in-draft';
  const isWaiting = plan.course !== 'unreviewed' && !isAbandoned;
  return {
    key: plan.key,
    repository: plan.repository,
    author: plan.author,
    title: described.title,
    branch: `${plan.author.login}/${toSlug(plan.title)}-${plan.key.replace(/\D+/g, '')}`,
    base: plan.traits.has('release-branch') ? plan.repository.releaseBranch : DEFAULT_BRANCH,
    createdAt: plan.createdAt,
    openedAsDraft: plan.openedAsDraft,
    files: plan.files,
    moments: [
      ...writeCode(plan),
      ...described.moments,
      ...leaveDraft(plan),
      ...(isWaiting ? requestReviews(plan, reviewers) : []),
      ...(isWaiting ? tendBranch(plan) : []),
      ...(isAbandoned ? [] : reviewByMachine(plan, clock)),
      ...courses[plan.course](plan, reviewers),
    ],
  };
}
