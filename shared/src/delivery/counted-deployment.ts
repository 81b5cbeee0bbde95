import type { Instant } from '../time/instant.ts';

/** A deployment as the measures count it. */
export type CountedDeployment = {
  deploymentId: string;
  /** Deployments of one service to one environment, in one repository. */
  serviceKey: string;
  /** When it first succeeded. */
  finishedAt: Instant;
  /** A redeployment counts where the rule says so (B9.6). */
  isCounted: boolean;
  isRemediation: boolean;
  /** Null: nothing says that it failed. */
  failure: 'confirmed' | 'suspected' | null;
  /** When the failed service was well again. Null: it did not fail for certain, or nobody knows. */
  recoveredAt: Instant | null;
};
