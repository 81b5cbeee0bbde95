import { DAY, HOUR, MINUTE, toSecond } from './instants.ts';
import type { Moment } from './moments.ts';
import { peers } from './people.ts';
import type { PullPlan } from './plan-pulls.ts';
import { momentWithin } from './work-calendar.ts';

const commitMessages = [
  'First cut',
  'Handle the edge cases',
  'Add tests',
  'Tidy names',
  'Follow the new rules',
  'Wire it up',
];

const commitCounts = { XS: 1, S: 2, M: 3, L: 5, XL: 8 };

function pushAt(plan: PullPlan, at: number, message: string): Moment {
  return { kind: 'push', at, by: plan.author, authoredAt: at, message };
}

/** Between the first commit and the moment that the branch is shown: hours or days, longer for larger changes. */
function codingStart(plan: PullPlan): number {
  const days =
    plan.random.between(0.1, 0.5) + commitCounts[plan.size] * plan.random.between(0.1, 0.6);
  return plan.createdAt - days * DAY;
}

/** The commits until it is ready for review: before the opening, and during the draft if it begins as one. */
export function writeCode(plan: PullPlan): Moment[] {
  const { random } = plan;
  const cherryPicked = plan.traits.has('cherry-picked');
  const count = Math.max(cherryPicked ? 6 : 1, random.integer(1, commitCounts[plan.size]));
  const from = codingStart(plan);
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const inDraft = plan.openedAsDraft && i > 0 && random.chance(0.6);
    const window = inDraft
      ? ([plan.createdAt, plan.readyAt] as const)
      : ([from, plan.createdAt - MINUTE] as const);
    times.push(momentWithin(plan.author, window[0], window[1], [0, 0.98], random));
  }
  times.sort((a, b) => a - b);
  const moments = times.map((at, index) =>
    pushAt(plan, at, index === 0 ? plan.title : random.pick(commitMessages)),
  );
  return markCommits(plan, moments);
}

function markCommits(plan: PullPlan, moments: Moment[]): Moment[] {
  const first = moments[0];
  if (plan.traits.has('cherry-picked') && first?.kind === 'push') {
    first.authoredAt = toSecond(first.at - plan.random.between(40, 110) * DAY);
    first.message = 'Bring back an earlier experiment';
  }
  const last = moments.at(-1);
  if (plan.traits.has('co-authored') && last?.kind === 'push') {
    last.coAuthor = plan.random.pick(peers.filter((person) => person !== plan.author));
  }
  return moments;
}

/** What happens to the branch while the pull request waits: base merges and rewritten history. */
export function tendBranch(plan: PullPlan): Moment[] {
  const moments: Moment[] = [];
  const by = plan.author;
  const until = plan.readyAt + (plan.mergeAt - plan.readyAt) * 0.4;
  if (plan.traits.has('merges-base') && plan.mergeAt - plan.readyAt > 5 * HOUR) {
    const at = momentWithin(plan.author, plan.readyAt, until, [0.2, 0.9], plan.random);
    const message = 'Merge branch main into the branch';
    moments.push({ kind: 'push', at, by, authoredAt: at, message, fromBase: true });
  }
  const squash = plan.traits.has('squashed');
  if (squash || plan.traits.has('rebased')) {
    const from = plan.openedAsDraft ? plan.createdAt : plan.readyAt;
    const at = momentWithin(plan.author, from, until, [0.1, 0.9], plan.random);
    moments.push({ kind: 'force-push', at, by, squash });
  }
  return moments;
}
