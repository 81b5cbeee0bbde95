import type { Account } from './accounts.ts';
import { MINUTE, toSecond } from './instants.ts';
import type { Moment } from './moments.ts';
import { lead, type Person, peers } from './people.ts';
import type { PullPlan } from './plan-pulls.ts';

function askedPeople(plan: PullPlan, reviewers: readonly Person[]): (Account | 'team')[] {
  const { random } = plan;
  const asksLead = plan.shared === 0 && plan.author !== lead && random.chance(0.9);
  const asked: (Account | 'team')[] = asksLead ? [lead] : [];
  if (plan.traits.has('team-request')) {
    asked.push('team');
  }
  for (const reviewer of reviewers) {
    if (!asked.includes(reviewer) && !reviewer.deleted && random.chance(0.75)) {
      asked.push(reviewer);
    }
  }
  return asked;
}

/** Whom the author asks once it is ready, and whom they stop asking. */
export function requestReviews(plan: PullPlan, reviewers: readonly Person[]): Moment[] {
  const { author, random } = plan;
  let at = toSecond(plan.readyAt + random.between(5, 300) * 1000);
  const moments: Moment[] = [];
  const strangers = peers.filter((person) => person !== author && !reviewers.includes(person));
  if (plan.traits.has('request-removed')) {
    const reviewer = random.pick(strangers);
    const removedAt = toSecond(at + random.between(2, 30) * MINUTE);
    moments.push({ kind: 'request', at, by: author, reviewer });
    moments.push({ kind: 'unrequest', at: removedAt, by: author, reviewer });
  }
  for (const reviewer of askedPeople(plan, reviewers)) {
    moments.push({ kind: 'request', at, by: author, reviewer });
    at += 1000;
  }
  return moments;
}
