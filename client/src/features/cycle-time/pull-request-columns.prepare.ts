import type {
  PullRequestListInput,
  PullRequestListItem,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { sortableColumns } from '@bellwether/shared/pull-requests/sortable-columns';
import { formatInstant } from '../../format/date.ts';
import { formatOptionalDuration } from '../../format/duration.ts';
import { formatCount } from '../../format/number.ts';
import { grades } from './review-coverage.prepare.ts';

export type SortKey = PullRequestListInput['sort'];

export type TableColumn = {
  id: string;
  header: string;
  /** Pixels. */
  width: number;
  isNumber: boolean;
  /** Null: the server does not sort by it. */
  sort: SortKey | null;
  cell: (item: PullRequestListItem, when: { zone?: string; now?: string }) => string;
};

type ItemKey = keyof PullRequestListItem;
type Named<T, Key extends ItemKey> = Key extends ItemKey
  ? PullRequestListItem[Key] extends T
    ? Key
    : never
  : never;

function sortOf(id: string): SortKey | null {
  return sortableColumns.find((key) => key === id) ?? null;
}

function words(id: string, header: string, width: number, cell: TableColumn['cell']): TableColumn {
  return { id, header, width, isNumber: false, sort: sortOf(id), cell };
}

function duration(id: Named<number | null, ItemKey>, header: string): TableColumn {
  const cell: TableColumn['cell'] = (item) => formatOptionalDuration(item[id]);
  return { id, header, width: 96, isNumber: true, sort: sortOf(id), cell };
}

function count(id: Named<number | null, ItemKey>, header: string): TableColumn {
  const cell: TableColumn['cell'] = (item) => {
    const value = item[id];
    return value === null ? '–' : formatCount(value);
  };
  return { id, header, width: 72, isNumber: true, sort: sortOf(id), cell };
}

function instant(id: Named<string | null, ItemKey>, header: string): TableColumn {
  const cell: TableColumn['cell'] = (item, when) => {
    const at = item[id];
    return at === null ? '–' : formatInstant(at, when);
  };
  return { id, header, width: 146, isNumber: false, sort: sortOf(id), cell };
}

/** Every column that can be chosen, in the order of the table; the title stands before them. */
export const tableColumns: readonly TableColumn[] = [
  words('number', 'No.', 64, (item) => `#${item.number}`),
  words('repository', 'Repository', 162, (item) => item.repository),
  words('author', 'Author', 108, (item) => item.author ?? 'deleted account'),
  words('state', 'State', 84, (item) =>
    item.isDraft && item.state === 'open' ? 'draft' : item.state,
  ),
  instant('createdAt', 'Opened'),
  instant('readyAt', 'Ready'),
  instant('mergedAt', 'Merged'),
  instant('deployedAt', 'Deployed'),
  duration('codingSeconds', 'Coding'),
  duration('pickupSeconds', 'First review'),
  duration('firstResponseSeconds', 'First response'),
  duration('reviewSeconds', 'Review'),
  duration('mergeWaitSeconds', 'Merge wait'),
  duration('reviewCycleSeconds', 'Review cycle'),
  duration('timeToMergeSeconds', 'Time to merge'),
  duration('mergeToProductionSeconds', 'To production'),
  duration('leadTimeSeconds', 'Lead time'),
  count('reworkCycles', 'Rework'),
  count('reviewers', 'Reviewers'),
  count('comments', 'Comments'),
  count('commits', 'Commits'),
  count('size', 'Lines'),
  words('reviewGrade', 'Review grade', 152, (item) => sayGrade(item.reviewGrade)),
  words('baseBranch', 'Base', 112, (item) => item.baseBranch),
];

/** Shown until somebody chooses others. */
export const usualColumns: readonly string[] = [
  'number',
  'repository',
  'author',
  'mergedAt',
  'pickupSeconds',
  'reviewSeconds',
  'mergeWaitSeconds',
  'reviewCycleSeconds',
  'size',
];

/** The chosen columns in the order of the table; what is no column any more is left out. */
export function chooseColumns(chosen: readonly string[]): TableColumn[] {
  return tableColumns.filter((column) => chosen.includes(column.id));
}

function sayGrade(grade: PullRequestListItem['reviewGrade']): string {
  return grades.find((g) => g.key === grade)?.label ?? '–';
}
