import type { CycleTimeInput } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type {
  ChangedKind,
  WhatChangedAnswer,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  decomposeShift,
  type KindOfWork,
  type KindShift,
  partsOf,
} from '@bellwether/shared/cycle-time/what-changed.metric';
import { dateOf, formatInstant } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import type { DurationQuery } from './durations.store.ts';
import { withholdFew } from './few-people.metric.ts';
import { mayHidePeople } from './hidden-people.store.ts';
import { readPeriod } from './period.rules.ts';
import { findBehindKinds, type KindSums, sumKinds } from './what-changed.store.ts';

const MOST_KINDS = 8;

type Traits = Pick<KindSums, 'repository' | 'size' | 'authorClass'>;

/**
 * What the shift of the mean since the period before is made of.
 * @throws AppError `forbidden` for an author whom the caller may not see
 */
export async function readWhatChanged(
  { db }: Pick<AppContext, 'db'>,
  { filter, metric, clock, bucket }: CycleTimeInput,
  sight: Sight,
  zone = 'UTC',
): Promise<WhatChangedAnswer> {
  const choice = await chooseForTotals(db.pool, sight, filter);
  const { previousFrom, from, to } = readPeriod(filter, bucket, zone);
  const query: DurationQuery = { metric, clock, choice, borders: [previousFrom, from, to] };
  const [sums, hidden] = await Promise.all([
    sumKinds(db.pool, query),
    mayHidePeople(sight, choice) ? findBehindKinds(db.pool, query, sight) : [],
  ]);
  const frame = {
    ...{ metric, clock },
    before: { from: formatInstant(dateOf(previousFrom)), to: formatInstant(dateOf(from)) },
  };
  const kinds = gatherKinds(sums, ({ repository, size, authorClass }) =>
    keyOf({ repository, size, authorClass }),
  );
  const kept = keepBack(kinds, hidden);
  if (kept.isWhole) {
    return { ...frame, shift: null, nBefore: null, nNow: null, withheld: 'too-few-people' };
  }
  const answer = decomposeShift(kinds);
  const count = (period: 0 | 1) =>
    sums.filter((one) => one.period === period).reduce((sum, { n }) => sum + n, 0);
  const counts = { nBefore: count(0), nNow: count(1), withheld: null };
  if (answer === null) {
    return { ...frame, ...counts, shift: null };
  }
  const { kinds: shifts, ...parts } = answer;
  const told = shifts.filter(({ key }) => !kept.keys.has(key));
  const mixOf = (trait: keyof Traits) =>
    decomposeShift(gatherKinds(sums, (one) => one[trait]))?.mix ?? 0;
  return {
    ...{ ...frame, ...counts },
    shift: {
      ...parts,
      mixBy: {
        ...{ repository: mixOf('repository'), size: mixOf('size') },
        authorClass: mixOf('authorClass'),
      },
      kinds: told.slice(0, MOST_KINDS).map(describeKind),
      kindsTotal: told.length,
      keptBack: shifts
        .filter(({ key }) => kept.keys.has(key))
        .reduce((sum, kind) => sum + partsOf(kind), 0),
    },
  };
}

function keyOf({ repository, size, authorClass }: Traits): string {
  return JSON.stringify([repository, size, authorClass]);
}

/** The sums of both periods by a key. */
function gatherKinds(sums: readonly KindSums[], key: (sum: KindSums) => string): KindOfWork[] {
  const kinds = new Map<string, KindOfWork>();
  for (const sum of sums) {
    const own = key(sum);
    const kind = kinds.get(own) ?? {
      ...{ key: own, nBefore: 0, secondsBefore: 0, nNow: 0, secondsNow: 0 },
    };
    kinds.set(own, kind);
    if (sum.period === 0) {
      kind.nBefore += sum.n;
      kind.secondsBefore += sum.seconds;
    } else {
      kind.nNow += sum.n;
      kind.secondsNow += sum.seconds;
    }
  }
  return [...kinds.values()];
}

/** The kinds that are about too few hidden people in one of the periods, and whether all of it is. */
function keepBack(
  kinds: readonly KindOfWork[],
  hidden: readonly (Traits & { period: 0 | 1; person: string })[],
): { keys: ReadonlySet<string>; isWhole: boolean } {
  const people = new Map<string, Set<string>>();
  for (const one of hidden) {
    const cell = `${one.period} ${keyOf(one)}`;
    people.set(cell, (people.get(cell) ?? new Set()).add(one.person));
  }
  const keys = new Set<string>();
  let isWhole = false;
  for (const period of [0, 1]) {
    const behind = kinds.map(({ key }) => people.get(`${period} ${key}`) ?? new Set<string>());
    const withheld = withholdFew(behind);
    isWhole ||= withheld.whole;
    for (const [index, isKept] of withheld.cells.entries()) {
      const kind = kinds[index];
      if (isKept && kind !== undefined) {
        keys.add(kind.key);
      }
    }
  }
  return { keys, isWhole };
}

function describeKind(kind: KindShift): ChangedKind {
  const [repository = '', size = '', authorClass = '']: string[] = JSON.parse(kind.key);
  const { nBefore, nNow, secondsBefore, secondsNow, mix, speed, onlyNow, onlyBefore } = kind;
  return {
    ...{ repository, size, authorClass, nBefore, nNow },
    meanBefore: nBefore === 0 ? null : secondsBefore / nBefore,
    meanNow: nNow === 0 ? null : secondsNow / nNow,
    ...{ mix, speed, onlyNow, onlyBefore },
  };
}
