import type {
  CycleTimeOverview,
  ScatterDot,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { TableToggle } from '../../ui/table-toggle.tsx';
import { Widget } from '../../ui/widget.tsx';
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
};

/** The page's first chart: is it getting better? */
export function Trend({ query, dots }: TrendProps) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const terms = durationTerms[query.data?.metric ?? input.metric];
  const basis = useBasis(query.data, 'metric');
  return (
    <Widget
      title={`${terms.label} over time`}
      subtitle={`From ${terms.from} to ${terms.to}. Each counts in the ${input.bucket} of its ${query.data?.bucketedBy ?? terms.bucketedBy} (${terms.rule}).${describeClock(query.data, input.clock)}`}
      actions={<TableToggle what="Line" isTable={isTable} onToggle={() => setTable(!isTable)} />}
      basis={basis}
    >
      <QueryView query={query} what="The line" height={HEIGHT + 24}>
        {(overview) => <Drawing overview={overview} dots={dots} isTable={isTable} />}
      </QueryView>
    </Widget>
  );
}

type DrawingProps = {
  overview: CycleTimeOverview;
  dots: readonly ScatterDot[] | undefined;
  isTable: boolean;
};

function Drawing({ overview, dots, isTable }: DrawingProps) {
  const { input } = useFilter();
  const model = useMemo(
    () => prepareTrend(overview, input.bucket, dots),
    [overview, input.bucket, dots],
  );
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

function describeClock(overview: CycleTimeOverview | undefined, asked: 'wall' | 'work'): string {
  if (overview === undefined || asked === 'wall') {
    return '';
  }
  return overview.clock === 'work' && overview.metric === 'pickup'
    ? ' Working hours only.'
    : ' All hours: working hours are known for the time to first review alone.';
}
