import { cycleTimeMetrics } from '../cycle-time/cycle-time.terms.ts';

/** What a team can agree on: any stage of a pull request, or how soon a request for a review is answered (B5). */
export const agreementMetrics = [...cycleTimeMetrics, 'review-request'] as const;
export type AgreementMetric = (typeof agreementMetrics)[number];
