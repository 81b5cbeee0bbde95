import { cycleTimeMetrics } from '../cycle-time/cycle-time.terms.ts';
import { factsOf } from './derive-facts.ts';
import type { FactRules } from './fact-rules.ts';
import type { PullRequestHistory } from './pull-request-history.ts';
import type { Receipt } from './pull-requests.schema.ts';
import { type PullRequestReading, readPullRequest } from './read-pull-request.ts';
import { explainComplexity } from './receipt-complexity.ts';
import { explainCounts } from './receipt-counts.ts';
import { explainExclusion } from './receipt-exclusion.ts';
import { explainGrade } from './receipt-grade.ts';
import { explainReworkTime } from './receipt-rework.ts';
import { explainStage } from './receipt-stages.ts';
import { explainStaleApproval } from './receipt-stale.ts';
import { explainTurns } from './receipt-turns.ts';
import { explainStageWork } from './receipt-work-clock.ts';
import { readStages } from './stages.ts';

/**
 * One receipt per number of the facts: the events that made it with the rule applied to each, what was left out and why,
 * and the sum. Made from the same reading as the facts, so a receipt's value is the fact's, always.
 */
export function explainFacts(history: PullRequestHistory, rules: FactRules): Receipt[] {
  return receiptsOf(readPullRequest(history, rules));
}

/** The same from a reading that is at hand already. */
export function receiptsOf(reading: PullRequestReading): Receipt[] {
  const facts = factsOf(reading);
  const stages = readStages(reading);
  return [
    ...cycleTimeMetrics.flatMap((metric) => [
      explainStage(reading, stages, metric),
      explainStageWork(reading, stages, metric),
    ]),
    ...explainReworkTime(reading, facts),
    explainTurns(reading, facts),
    ...explainCounts(reading, facts),
    ...explainComplexity(reading, facts),
    explainGrade(reading, facts),
    ...explainStaleApproval(reading),
    explainExclusion(reading, facts),
  ];
}
