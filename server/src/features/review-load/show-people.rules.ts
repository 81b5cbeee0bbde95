import type { Load, PersonLoad } from '@bellwether/shared/review-load/load.metric';
import type {
  PersonRef,
  ShownLoad,
  SightWord,
} from '@bellwether/shared/review-load/review-load.schema';
import { isTooFew } from './withhold.rules.ts';

type Crowd = {
  sight: SightWord;
  isSeen(key: string): boolean;
  refer(key: string, hiddenKey: string): PersonRef;
  hiddenOf(keys: Iterable<string>): Set<string>;
};

/**
 * Everybody's load as the caller may see it: by name, and never by rank; then those without a name, by their load, so that
 * nothing tells who they are. Null: no single person may be told. Where one or two hidden people would be told apart, their rows and
 * all shares are left out.
 */
export function showPeople(
  current: Load,
  previous: Load,
  crowd: Crowd,
  daysOf: (key: string) => number,
): ShownLoad[] | null {
  if (crowd.sight === 'totals') {
    return null;
  }
  const active = current.people.filter((one) => one.pullRequests > 0).map(({ person }) => person);
  const isFew = isTooFew(active, crowd);
  const before = new Map(previous.people.map((one) => [one.person, one.loadIndex]));
  const rows = current.people
    .filter(({ person }) => crowd.isSeen(person) || !isFew)
    .map((one) => ({
      hidden: !crowd.isSeen(one.person),
      row: toRow(one, before.get(one.person) ?? null, daysOf(one.person), crowd),
    }));
  const named = rows
    .filter(({ hidden }) => !hidden)
    .map(({ row }) => (isFew ? withoutShares(row) : row))
    .sort((a, b) => compareNames(a.name, b.name));
  const unnamed = rows
    .filter(({ hidden }) => hidden)
    .map(({ row }) => row)
    .sort((a, b) => a.effortMinutes - b.effortMinutes)
    .map((row, index) => ({ ...anonymous(row), key: `other-${index + 1}` }));
  return [...named, ...unnamed];
}

function toRow(
  { person, pullRequests, effortMinutes, share, fairShare, loadIndex }: PersonLoad,
  previousLoadIndex: number | null,
  availableDays: number,
  crowd: Crowd,
): ShownLoad {
  const { key, name, login, isYou } = crowd.refer(person, '');
  return {
    key,
    name,
    login,
    isYou,
    pullRequests,
    effortMinutes,
    share,
    fairShare,
    loadIndex,
    previousLoadIndex,
    availableDays,
  };
}

function withoutShares(row: ShownLoad): ShownLoad {
  return { ...row, share: null, fairShare: null, loadIndex: null, previousLoadIndex: null };
}

/** Days away, and what was before, could tell who it is. */
function anonymous(row: ShownLoad): ShownLoad {
  return { ...row, previousLoadIndex: null, availableDays: 0 };
}

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function compareNames(a: string | null, b: string | null): number {
  return compare(a ?? '', b ?? '');
}
