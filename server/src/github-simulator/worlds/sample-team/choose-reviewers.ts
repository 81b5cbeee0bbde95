import type { SizeClass } from './files.ts';
import { MINUTE, WEEK } from './instants.ts';
import { departed, lead, type Person, peers } from './people.ts';
import type { PullPlan } from './plan-pulls.ts';
import type { StoryClock } from './story.ts';
import { workingMs } from './work-calendar.ts';

/** How likely the lead looks at it once reviews are tiered: small changes are for any peer. */
const leadTier: Record<SizeClass, number> = { XS: 0.24, S: 0.31, M: 0.58, L: 0.9, XL: 0.95 };
const secondTier: Record<SizeClass, number> = { XS: 0.08, S: 0.2, M: 0.5, L: 0.85, XL: 0.95 };

const LEAD_BEFORE = 0.97;
const SECOND_BEFORE = 0.27;

function blend(before: number, after: number, shared: number): number {
  return before + (after - before) * shared;
}

function isThere(person: Person, plan: PullPlan): boolean {
  const from = plan.readyAt + 3 * MINUTE;
  return workingMs(person, from, plan.mergeAt - 3 * MINUTE) >= 12 * MINUTE;
}

function pickPeer(
  plan: PullPlan,
  taken: readonly Person[],
  pool: readonly Person[],
): Person | null {
  const free = pool.filter((person) => person !== plan.author && !taken.includes(person));
  const there = free.filter((person) => isThere(person, plan));
  const candidates = there.length > 0 ? there : free;
  if (candidates.length === 0) {
    return null;
  }
  const entries = candidates.map((person) => [person, person.reviewWeight] as const);
  return plan.random.weighted(entries);
}

/** Who reviews it, first the one whose word counts: the lead almost always, until reviews are tiered by size. */
export function chooseReviewers(plan: PullPlan, clock: StoryClock): Person[] {
  const pool = plan.readyAt < clock.startsAt + 8 * WEEK ? [...peers, departed] : peers;
  const leadLikely = blend(LEAD_BEFORE, leadTier[plan.size], plan.shared);
  const reviewers: Person[] = [];
  if (plan.author !== lead && plan.random.chance(leadLikely) && isThere(lead, plan)) {
    reviewers.push(lead);
  } else {
    const peer = pickPeer(plan, reviewers, peers);
    if (peer) {
      reviewers.push(peer);
    }
  }
  if (plan.random.chance(blend(SECOND_BEFORE, secondTier[plan.size], plan.shared))) {
    const peer = pickPeer(plan, reviewers, pool);
    if (peer && isThere(peer, plan)) {
      reviewers.push(peer);
    }
  }
  return reviewers;
}
