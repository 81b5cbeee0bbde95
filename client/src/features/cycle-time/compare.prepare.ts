import type { CompareDimension } from '@bellwether/shared/cycle-time/compare.terms';
import type {
  Comparison,
  ShownFigures,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { TableTwin } from '../../charts/chart.types.ts';
import { formatCountOf } from '../../format/number.ts';
import { classWords, sizeHints, tierWords } from '../../shell/filter/slice-words.prepare.ts';
import { clockWords } from './clock-words.prepare.ts';
import { type Say, sayDuration } from './trend.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

export const dimensionWords: Readonly<Record<CompareDimension, { label: string; many: string }>> = {
  repository: { label: 'Repository', many: 'repositories' },
  team: { label: 'Team', many: 'teams' },
  size: { label: 'Size', many: 'sizes' },
  tier: { label: 'Review tier', many: 'tiers' },
  'author-class': { label: 'Author class', many: 'classes' },
  ai: { label: 'AI-assisted or not', many: 'kinds' },
  'base-branch': { label: 'Base branch', many: 'branches' },
  label: { label: 'Label', many: 'labels' },
  rule: { label: 'Rule that counts it apart', many: 'rules' },
};

export type CompareRow = {
  key: string;
  name: string;
  hint: string | null;
  n: string;
  p50: string;
  interval: string;
  p75: string;
  p90: string;
  /** Beyond chance alone (B0.6). */
  change: { isBetter: boolean; words: string } | null;
  before: string;
  spark: { values: (number | null)[]; summary: string };
  /** Places in 0..1 of the widest: the interval, the median, and p75 to p90. Null: too few. */
  strip: { low: number; high: number; median: number; p75: number; p90: number } | null;
  note: string | null;
};

export type CompareModel = {
  rows: CompareRow[];
  summary: string;
  /** `8 of 23 labels`; null: all are shown. */
  bounded: string | null;
  table: TableTwin;
};

/** One row per value, the busiest first; nobody is ranked by speed. */
export function prepareComparison(answer: Comparison): CompareModel {
  const say = sayDuration(answer);
  const widest = Math.max(1, ...answer.values.map(({ now }) => now.p90 ?? now.p75 ?? 0));
  const rows = answer.values.map((value) => prepareRow(answer, value, widest, say));
  const { label, many } = dimensionWords[answer.by];
  return {
    rows,
    bounded:
      answer.total > rows.length
        ? `${rows.length} of ${answer.total} ${many}, those with most pull requests`
        : null,
    summary: `${durationTerms[answer.metric].label} by ${label.toLowerCase()} (${clockWords[answer.clock]}): ${rows
      .map(({ name, p50, n }) => `${name} ${p50} of ${n}`)
      .join(', ')}.`,
    table: {
      columns: [label, 'n', 'Median', '80 % interval', 'p75', 'p90', 'Period before', 'Change'],
      rows: rows.map((row) => [
        ...[row.name, row.n, row.p50, row.interval, row.p75, row.p90, row.before],
        row.change?.words ?? '–',
      ]),
    },
  };
}

function prepareRow(
  answer: Comparison,
  { key, now, before, change, medians }: Comparison['values'][number],
  widest: number,
  say: Say,
): CompareRow {
  const name = nameValue(answer.by, key);
  return {
    ...{ key, name, hint: hintOf(answer.by, key) },
    n: countOrDash(now.n),
    p50: cell(now.p50, say),
    interval:
      now.interval80 === null ? '–' : `${say(now.interval80[0])} – ${say(now.interval80[1])}`,
    p75: cell(now.p75, say),
    p90: cell(now.p90, say),
    change:
      change === null
        ? null
        : { isBetter: change === 'shorter', words: `${change}, was ${cell(before.p50, say)}` },
    before: cell(before.p50, say),
    spark: {
      values: medians,
      summary: `${name}: ${medians.filter((median) => median !== null).length} of ${formatCountOf(medians.length, 'median')} known over the period.`,
    },
    strip: stripOf(now, widest),
    note: noteOf(now),
  };
}

function stripOf({ p50, p75, p90, interval80 }: ShownFigures, widest: number): CompareRow['strip'] {
  return p50 === null || p75 === null || p90 === null || interval80 === null
    ? null
    : {
        ...{ low: interval80[0] / widest, high: interval80[1] / widest, median: p50 / widest },
        ...{ p75: p75 / widest, p90: Math.min(1, p90 / widest) },
      };
}

function noteOf(figures: ShownFigures): string | null {
  if (figures.withheld !== null) {
    return WITHHELD;
  }
  if (figures.p50 === null) {
    return 'Fewer than 5: too few for a median.';
  }
  return figures.isKaplanMeier ? 'The median counts those still waiting (Kaplan–Meier).' : null;
}

function nameValue(by: CompareDimension, key: string): string {
  if (by === 'ai') {
    return key === 'true' ? 'AI-assisted' : 'Without AI';
  }
  const words: Readonly<Record<string, string>> =
    { 'author-class': classWords, tier: tierWords }[by as 'tier' | 'author-class'] ?? {};
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

function hintOf(by: CompareDimension, key: string): string | null {
  return by === 'size' && Object.hasOwn(sizeHints, key)
    ? sizeHints[key as keyof typeof sizeHints]
    : null;
}

function cell(seconds: number | null, say: Say): string {
  return seconds === null ? '–' : say(seconds);
}
