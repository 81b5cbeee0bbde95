import { codeRabbit, copilotReviewer } from './accounts.ts';
import { toSecond, WEEK } from './instants.ts';
import type { Moment } from './moments.ts';
import type { PullPlan } from './plan-pulls.ts';
import type { StoryClock } from './story.ts';

/** Machines that read along, within minutes. They came to the web repository first. */
export function reviewByMachine(plan: PullPlan, clock: StoryClock): Moment[] {
  const { random } = plan;
  const isWeb = plan.repository.name === 'lending-web';
  const likely = isWeb ? 0.45 : 0.22;
  if (plan.readyAt < clock.changedAt - (isWeb ? 11 : 5) * WEEK || !random.chance(likely)) {
    return [];
  }
  const by = isWeb ? codeRabbit : copilotReviewer;
  const at = toSecond(plan.readyAt + random.between(60_000, 380_000));
  const moments: Moment[] = [
    { kind: 'review', at, by, state: 'COMMENTED', inline: random.integer(0, 4) },
  ];
  if (isWeb && random.chance(0.5)) {
    moments.push({ kind: 'comment', at: at - 20_000, by });
  }
  return moments;
}
