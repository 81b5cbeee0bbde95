import type { Load } from '@bellwether/shared/review-load/load.metric';
import type { LoadSummary } from '@bellwether/shared/review-load/review-load.schema';

/** What a load comes to. */
export function summaryOf(load: Load, pullRequests: number): LoadSummary {
  const { effortMinutes, eligible, absenceFactor, hhi, gini, effective } = load;
  const active = load.people.filter((one) => one.pullRequests > 0).length;
  return {
    ...{ withheld: null, pullRequests, effortMinutes, active, eligible },
    ...{ absenceFactor, hhi, gini, effectiveReviewers: effective },
  };
}

export const withheldSummary: LoadSummary = {
  withheld: 'too-few-people',
  ...{ pullRequests: null, effortMinutes: null, active: null, eligible: null },
  ...{ absenceFactor: null, hhi: null, effectiveReviewers: null, gini: null },
};
