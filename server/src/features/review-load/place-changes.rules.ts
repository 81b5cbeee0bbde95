import type { PlacedChange } from '@bellwether/shared/review-load/area-load.metric';
import {
  type Area,
  type AreaSources,
  areaFinder,
  areasOf,
} from '@bellwether/shared/review-load/areas.rules';
import type { FirstReview } from '@bellwether/shared/review-load/first-review-without.metric';
import { type Instant, instantOf, type Spell } from '@bellwether/shared/time/instant';
import { secondsOutside } from '@bellwether/shared/time/spans';

/** A change as it is stored. */
export type ChangeRow = {
  id: string;
  repositoryId: string;
  minutes: number;
  author: string | null;
  readyAt: Date | null;
  mergedAt: Date | null;
  endAt: Date | null;
  pickupSeconds: number | null;
  pauses: readonly { from: string; to: string | null }[];
  reviewers: readonly string[];
  reviewedAts: readonly Date[];
  paths: readonly string[];
};

export type SourcesRow = AreaSources & { repositoryId: string };

/** Gives the areas of a change. */
export function areaReader(sources: readonly SourcesRow[]): (row: ChangeRow) => Area[] {
  const finders = new Map(sources.map((one) => [one.repositoryId, areaFinder(one)]));
  return ({ repositoryId, paths }) => {
    const find = finders.get(repositoryId);
    return find === undefined ? [] : areasOf(find, paths);
  };
}

/** The changes as the areas count them in `[from, to)`. */
export function placeChanges(
  rows: readonly ChangeRow[],
  areasOfRow: (row: ChangeRow) => Area[],
  from: Instant,
  to: Instant,
): PlacedChange[] {
  const isWithin = (date: Date | null | undefined) =>
    date !== null && date !== undefined && instantOf(date) >= from && instantOf(date) < to;
  return rows.map((row) => ({
    id: row.id,
    areas: areasOfRow(row),
    author: row.author,
    isMerged: isWithin(row.mergedAt),
    reviewers: [...new Set(row.reviewers.filter((_, index) => isWithin(row.reviewedAts[index])))],
    minutes: row.minutes,
  }));
}

/** Who reviewed a change first and who was next, up to its end. Null: nobody did in `[from, to)`, or it was never ready. */
export function firstReviewOf(row: ChangeRow, from: Instant, to: Instant): FirstReview | null {
  const { readyAt, endAt, pickupSeconds } = row;
  const end = endAt === null ? Number.POSITIVE_INFINITY : instantOf(endAt);
  const acts = row.reviewedAts
    .map((at, index) => ({ at: instantOf(at), who: row.reviewers[index] ?? '' }))
    .filter(({ at }) => at <= end);
  const [first] = acts;
  if (first === undefined || readyAt === null || pickupSeconds === null) {
    return null;
  }
  if (first.at < from || first.at >= to) {
    return null;
  }
  const next = acts.find(({ who }) => who !== first.who);
  const pauses = row.pauses.map(toSpell);
  return {
    reviewer: first.who,
    pickupSeconds,
    nextSeconds: next === undefined ? null : secondsOutside(pauses, instantOf(readyAt), next.at),
  };
}

function toSpell({ from, to }: { from: string; to: string | null }): Spell {
  return {
    from: instantOf(new Date(from)),
    to: to === null ? null : instantOf(new Date(to)),
  };
}
