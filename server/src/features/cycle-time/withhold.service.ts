import type {
  DurationBucket,
  ShownBucket,
  ShownStageMeans,
  StageMeans,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { ExclusionRule } from '@bellwether/shared/pull-requests/exclusion.rules';
import type { Instant } from '@bellwether/shared/time/instant';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import type { Database } from '../../db/open-database.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';
import type { PeriodDurations } from './durations.service.ts';
import type { DurationQuery } from './durations.store.ts';
import { gatherPeople, type Withheld, withholdFew } from './few-people.metric.ts';
import {
  findBehindDurations,
  findBehindMerged,
  findBehindRunning,
  mayHidePeople,
} from './hidden-people.store.ts';
import { tellExcluded } from './rule-names.rules.ts';

export type ShownDurations = { buckets: ShownBucket[]; whole: ShownBucket };

/**
 * The periods as the caller may see them: totals over one or two people who are hidden from the caller are withheld, and
 * what is left out stands under the names that they may read. Who is hidden is looked for while the periods are read.
 */
export async function withholdDurations(
  db: Database,
  sight: Sight,
  query: DurationQuery,
  periods: Promise<readonly PeriodDurations[]>,
  rules: readonly ExclusionRule[],
): Promise<ShownDurations[]> {
  const name = (bucket: ShownBucket): ShownBucket => ({
    ...bucket,
    excluded: tellExcluded(bucket.excluded, rules, seesEverybody(sight)),
  });
  const shown = await withholdNumbers(db, sight, query, periods);
  return shown.map(({ buckets, whole }) => ({ buckets: buckets.map(name), whole: name(whole) }));
}

async function withholdNumbers(
  db: Database,
  sight: Sight,
  query: DurationQuery,
  reading: Promise<readonly PeriodDurations[]>,
): Promise<ShownDurations[]> {
  if (!mayHidePeople(sight, query.choice)) {
    return (await reading).map(({ buckets, whole }) => ({
      buckets: buckets.map((bucket) => show(bucket, false, false, [])),
      whole: show(whole, false, false, []),
    }));
  }
  const [periods, ended, running] = await Promise.all([
    reading,
    findBehindDurations(db.pool, query, sight.oneByOne),
    findBehindRunning(db.pool, query, sight.oneByOne),
  ]);
  const names = [...new Set(ended.flatMap(({ leftOutAs }) => leftOutAs ?? []))];
  let start = 0;
  return periods.map(({ buckets, whole }) => {
    const own = (found: readonly { bucket: number; person: string }[]) =>
      withholdFew(gatherPeople(found, query.borders.length).slice(start, start + buckets.length));
    const counted = own(ended.filter(({ leftOutAs }) => leftOutAs === null));
    const open = own(running);
    const byRule = names.map((name) => ({
      name,
      withheld: own(ended.filter(({ leftOutAs }) => leftOutAs === name)),
    }));
    const hiddenRules = (isHidden: (withheld: Withheld) => boolean | undefined) =>
      byRule.filter(({ withheld }) => isHidden(withheld) === true).map(({ name }) => name);
    start += buckets.length;
    return {
      buckets: buckets.map((bucket, index) =>
        show(
          bucket,
          counted.cells[index] ?? true,
          open.cells[index] ?? true,
          hiddenRules(({ cells }) => cells[index]),
        ),
      ),
      // Under way at the end of a period is what was under way at the end of its last bucket.
      whole: show(
        whole,
        counted.whole,
        open.cells.at(-1) ?? true,
        hiddenRules((withheld) => withheld.whole),
      ),
    };
  });
}

function show(
  bucket: DurationBucket,
  isWithheld: boolean,
  isOpenWithheld: boolean,
  hiddenRules: readonly string[],
): ShownBucket {
  const excluded = Object.fromEntries(
    Object.entries(bucket.excluded).filter(([name]) => !hiddenRules.includes(name)),
  );
  const censored = isOpenWithheld ? null : bucket.censored;
  return isWithheld
    ? {
        ...{ ...bucket, excluded, censored, withheld: 'too-few-people' },
        ...{ n: null, p50: null, p75: null, p90: null, mean: null, interval80: null },
        isKaplanMeier: false,
      }
    : { ...bucket, excluded, censored, withheld: null };
}

/** What is withheld of totals over merged pull requests: place 0 of the borders is the whole period before. */
export async function withholdMerged(
  { pool }: Pick<Database, 'pool'>,
  sight: Sight,
  what: 'stages' | 'grades',
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<{ previous: Withheld; current: Withheld }> {
  const found = mayHidePeople(sight, choice)
    ? await findBehindMerged(pool, what, choice, borders, sight.oneByOne)
    : [];
  const cells = gatherPeople(found, borders.length - 1);
  return { previous: withholdFew(cells.slice(0, 1)), current: withholdFew(cells.slice(1)) };
}

export function showStages(means: StageMeans, isWithheld: boolean): ShownStageMeans {
  return isWithheld
    ? {
        ...{ start: means.start, n: null, codingSeconds: null, pickupSeconds: null },
        ...{ reviewSeconds: null, mergeWaitSeconds: null, withheld: 'too-few-people' },
      }
    : { ...means, withheld: null };
}
