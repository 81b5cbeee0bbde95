import type { Exposure } from '@bellwether/shared/incidents/incident-rate.metric';
import type { Instant } from '@bellwether/shared/time/instant';

const WEEK = 7 * 86_400;

type Count = { bucket: number; repositoryId: string; count: number };

/** What was counted in the repositories, by bucket. */
export type Exposures = {
  deployments: readonly (Count & { service: string })[];
  pullRequests: readonly Count[];
};

/** Weeks of `[from, to)` that had begun by now and of which anything is known: a period is no longer than its data (B15). */
export function weeksKnown(
  from: Instant,
  to: Instant,
  knownSince: Instant | null,
  now: Instant,
): number {
  return knownSince === null
    ? 0
    : Math.max(0, Math.min(to, now) - Math.max(from, knownSince)) / WEEK;
}

type Part = {
  isIn: (bucket: number) => boolean;
  /** Null: all. */
  repositories: ReadonlySet<string> | null;
  /** In lower case; null: all. */
  services: ReadonlySet<string> | null;
  weeks: number;
  /** Too few people whom the caller may not see stand behind the pull requests. */
  isWithheld: boolean;
};

/** Pull requests are of repositories, not of services: with services they are not known. */
export function exposureIn({ deployments, pullRequests }: Exposures, part: Part): Exposure {
  const { isIn, repositories, services, weeks, isWithheld } = part;
  const isOurs = (row: Count) =>
    isIn(row.bucket) && (repositories === null || repositories.has(row.repositoryId));
  const sum = (rows: readonly Count[]) => rows.reduce((total, { count }) => total + count, 0);
  return {
    weeks,
    deployments: sum(
      deployments.filter((row) => isOurs(row) && (services === null || services.has(row.service))),
    ),
    pullRequests: isWithheld || services !== null ? null : sum(pullRequests.filter(isOurs)),
  };
}
