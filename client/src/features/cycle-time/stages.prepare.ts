import type {
  CycleTimeOverview,
  ShownStageMeans,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { StackModel, StackSeries } from '../../charts/chart.types.ts';
import { formatDuration } from '../../format/duration.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCountOf } from '../../format/number.ts';
import { labelBuckets, nameBucket } from './bucket-words.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

const stages = [
  { key: 'codingSeconds', label: 'Coding', color: 'var(--bw-coding)' },
  { key: 'pickupSeconds', label: 'Waiting for review', color: 'var(--bw-pickup)' },
  { key: 'reviewSeconds', label: 'In review', color: 'var(--bw-review)' },
  { key: 'mergeWaitSeconds', label: 'Waiting for merge', color: 'var(--bw-merge-wait)' },
] as const satisfies readonly (StackSeries & { key: keyof ShownStageMeans })[];

export type StageRow = { label: string; color: string; now: string; before: string };

/** Mean time per stage, over pull requests that have all stages, so that the parts add up (B0.4). */
export function prepareStages(overview: CycleTimeOverview, size: BucketSize): StackModel {
  const columns = overview.stages.map((means, index) => {
    const values = valuesOf(means);
    const isPartial = overview.buckets[index]?.isPartial ?? false;
    return {
      key: means.start,
      values,
      isPartial,
      readout: {
        title: nameBucket({ start: means.start, isPartial }, size, overview.zone, overview.now),
        facts: [
          { label: 'Pull requests', value: countOrDash(means.n) },
          ...(values === null ? [] : factsOf(values)),
        ],
        note: noteOf(means, values),
      },
    };
  });
  const yTicks = durationTicks(Math.max(0, ...columns.map((c) => sum(c.values ?? []))), 4);
  return {
    series: stages,
    columns,
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: labelBuckets(
      overview.stages.map((s) => s.start),
      size,
      overview.zone,
    ),
    columnName: size,
    summary: summarise(overview.stagesSummary),
    table: {
      columns: [size.charAt(0).toUpperCase() + size.slice(1), 'n', ...stages.map((s) => s.label)],
      rows: columns.map((column, index) => [
        column.readout.title,
        countOrDash(overview.stages[index]?.n ?? null),
        ...stages.map((_, i) => orDash(column.values?.[i])),
      ]),
    },
  };
}

/** The whole period, stage by stage, beside the period before. */
export function prepareStageRows(overview: CycleTimeOverview): StageRow[] {
  const rows = stages.map((stage) => ({
    label: stage.label,
    color: stage.color,
    now: orDash(overview.stagesSummary[stage.key]),
    before: orDash(overview.stagesPrevious[stage.key]),
  }));
  return rows;
}

function valuesOf(means: ShownStageMeans): number[] | null {
  const values = stages.map((stage) => means[stage.key]);
  return values.every((value) => value !== null) ? values : null;
}

function noteOf(means: ShownStageMeans, values: readonly number[] | null): string | null {
  if (means.withheld !== null) {
    return WITHHELD;
  }
  return values === null ? 'None here has all four stages.' : null;
}

function factsOf(values: readonly number[]) {
  const facts = stages.map((s, i) => ({ label: s.label, value: formatDuration(values[i] ?? 0) }));
  return [...facts, { label: 'Together', value: formatDuration(sum(values)) }];
}

function summarise(means: ShownStageMeans): string {
  const values = valuesOf(means);
  if (means.n === null) {
    return WITHHELD;
  }
  if (values === null) {
    return 'No pull request of this period has all four stages.';
  }
  const parts = stages.map((s, i) => `${s.label.toLowerCase()} ${formatDuration(values[i] ?? 0)}`);
  return `Mean time per stage over ${formatCountOf(means.n, 'pull request')}: ${parts.join(', ')}.`;
}

function orDash(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? '–' : formatDuration(seconds);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
