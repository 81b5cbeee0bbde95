import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import type { CountedDeployment } from './counted-deployment.ts';

export type ChangeFailure = {
  /** Production deployments that are no remedies. */
  deployments: number;
  /** Of those, each once however many incidents it had. */
  failed: number;
  /** Of the rest, those that only nearness in time speaks against: never added to `failed` (B15). */
  suspected: number;
  /** Remedies that failed themselves: outside of the rate, since they are outside of what it is a share of. */
  failedRemedies: number;
  remedies: number;
  /** failed / deployments, 0..1. Null: nothing was deployed. */
  ratio: number | null;
  /** suspected / deployments, 0..1. */
  suspectedRatio: number | null;
};

/** Distinct failed production deployments over those that are no remedies themselves (B15), of any deployments. */
export function rateChangeFailure(deployments: readonly CountedDeployment[]): ChangeFailure {
  const counted = deployments.filter(({ isCounted }) => isCounted);
  const changes = counted.filter(({ isRemediation }) => !isRemediation);
  const failed = changes.filter(({ failure }) => failure === 'confirmed').length;
  const suspected = changes.filter(({ failure }) => failure === 'suspected').length;
  const share = (count: number) => (changes.length === 0 ? null : count / changes.length);
  return {
    ...{ deployments: changes.length, failed, suspected },
    failedRemedies: counted.filter((one) => one.isRemediation && one.failure === 'confirmed')
      .length,
    remedies: counted.length - changes.length,
    ratio: share(failed),
    suspectedRatio: share(suspected),
  };
}

/** The same by bucket; each deployment counts where it finished. */
export function rateChangeFailures(
  deployments: readonly CountedDeployment[],
  buckets: readonly Bucket[],
): ChangeFailure[] {
  return splitByFinish(deployments, buckets).map(rateChangeFailure);
}

/** Unplanned remedies over all deployments, 0..1 (B15). Null: nothing was deployed. */
export function reworkRatio({
  deployments,
  remedies,
}: Pick<ChangeFailure, 'deployments' | 'remedies'>): number | null {
  const all = deployments + remedies;
  return all === 0 ? null : remedies / all;
}

function splitByFinish(
  deployments: readonly CountedDeployment[],
  buckets: readonly Bucket[],
): CountedDeployment[][] {
  const split = buckets.map((): CountedDeployment[] => []);
  for (const one of deployments) {
    split[bucketIndexOf(buckets, one.finishedAt)]?.push(one);
  }
  return split;
}
