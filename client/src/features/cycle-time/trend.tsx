import type {
  CycleTimeOverview,
  ScatterDot,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { Durations } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TrendModel } from '../../charts/chart.types.ts';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { clockWords } from './clock-words.prepare.ts';
import styles from './cycle-time.module.css';
import { NothingInPeriod } from './nothing-in-period.tsx';
import { prepareTrend } from './trend.prepare.ts';
import { useBasis } from './use-basis.ts';
import { WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 320;

const legend: LegendEntry[] = [
  { label: 'Median', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'Still filling', color: 'var(--bw-accent)', shape: 'dotted' },
  { label: 'p75 to p90', color: 'var(--bw-band)', shape: 'area' },
  { label: 'Median, period before', color: 'var(--bw-previous)', shape: 'faint' },
];
const single: LegendEntry = {
  label: 'One each, where fewer than 5',
  color: 'var(--bw-accent)',
  shape: 'dot',
};

type TrendProps = {
  query: UseQueryResult<CycleTimeOverview, unknown>;
  dots: readonly ScatterDot[] | undefined;
  /** The same by the other clock; undefined: not known yet. */
  other: Durations | undefined;
};

/** The page's first chart: is it getting better? */
export function Trend({ query, dots, other }: TrendProps) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const terms = durationTerms[query.data?.metric ?? input.metric];
  const basis = useBasis(query.data, 'metric');
  const { data } = query;
  const model = useMemo(
    () => (data === undefined ? undefined : prepareTrend(data, input.bucket, dots, other)),
    [data, input.bucket, dots, other],
  );
  return (
    <Widget
      title={`${terms.label} over time`}
      subtitle={`From ${terms.from} to ${terms.to}. Each counts in the ${input.bucket} of its ${query.data?.bucketedBy ?? terms.bucketedBy} (${terms.rule}). ${capitalise(clockWords[query.data?.clock ?? input.clock])}.`}
      actions={
        <ChartTools
          what="Line"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={basis}
    >
      <QueryView query={query} what="The line" height={HEIGHT + 24}>
        {(overview) => (
          <>
            <Drawing overview={overview} model={model} isTable={isTable} />
            <Arithmetic overview={overview} dots={dots} />
          </>
        )}
      </QueryView>
    </Widget>
  );
}

type DrawingProps = {
  overview: CycleTimeOverview;
  model: TrendModel | undefined;
  isTable: boolean;
};

function Drawing({ overview, model, isTable }: DrawingProps) {
  if (model === undefined) {
    return null;
  }
  if (model.columns.every(({ readout }) => readout.note === WITHHELD)) {
    return <EmptyState title={WITHHELD} height={HEIGHT + 24} />;
  }
  if (overview.summary.n === 0) {
    return <NothingInPeriod height={HEIGHT + 24} />;
  }
  if (isTable) {
    return <NumberTable caption={model.summary} table={model.table} />;
  }
  const hasDots = model.columns.some((column) => column.dots.length > 0);
  return (
    <>
      <div className={styles.legendRow}>
        <Legend entries={hasDots ? [...legend, single] : legend} />
      </div>
      <TrendChart model={model} height={HEIGHT} />
    </>
  );
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One of the period whose time is nearest to the median: its receipt shows how such a number is made. */
function Arithmetic({
  overview,
  dots,
}: {
  overview: CycleTimeOverview;
  dots: readonly ScatterDot[] | undefined;
}) {
  const open = useOpenPullRequest();
  const median = overview.summary.p50;
  const [typical] = [...(dots ?? [])].sort(
    (a, b) => Math.abs(a.seconds - (median ?? 0)) - Math.abs(b.seconds - (median ?? 0)),
  );
  return median === null || typical === undefined ? null : (
    <p className={styles.arithmetic}>
      Each number opens its receipt:{' '}
      <button type="button" onClick={() => open(typical.id)}>
        the arithmetic of a typical one, #{typical.number}
      </button>
    </p>
  );
}
