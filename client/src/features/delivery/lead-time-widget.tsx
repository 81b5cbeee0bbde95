import type {
  CycleTimeInput,
  CycleTimeOverview,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useSingles } from '../../shell/filter/use-singles.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { hasTooFew, prepareTrend } from '../cycle-time/trend.prepare.ts';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import { prepareBasis } from '../sync-status/basis.prepare.ts';

const HEIGHT = 240;

const legend: LegendEntry[] = [
  { label: 'Median', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'p75 to p90', color: 'var(--bw-band)', shape: 'area' },
  { label: 'Median, period before', color: 'var(--bw-previous)', shape: 'faint' },
];

const single: LegendEntry = {
  label: 'One each, where fewer than 5',
  color: 'var(--bw-accent)',
  shape: 'dot',
};

type LeadTimeWidgetProps = {
  query: UseQueryResult<CycleTimeOverview, unknown>;
  /** What the query asks. */
  question: CycleTimeInput;
};

/** How fast? The same number as the cycle time's, bucketed by the deployment. */
export function LeadTimeWidget({ query, question }: LeadTimeWidgetProps) {
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { data } = query;
  const dots = useSingles(question, hasTooFew(data?.buckets ?? []));
  const model = useMemo(
    () => (data === undefined ? undefined : prepareTrend(data, question.bucket, dots)),
    [data, question.bucket, dots],
  );
  return (
    <Widget
      title="How fast"
      subtitle="Lead time: from the first commit to the first deployment that brought it. Each pull request counts when that finished (B8, B15)."
      actions={
        <ChartTools
          what="Lead time"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={prepareBasis(data?.quality.basis.metric, now)}
    >
      <QueryView query={query} what="The lead time" height={HEIGHT + 40}>
        {({ summary }) => {
          if (model === undefined) {
            return null;
          }
          if (summary.n === null) {
            return <EmptyState title={WITHHELD} height={HEIGHT} />;
          }
          if (summary.n === 0) {
            return (
              <EmptyState
                title="No pull request reached production in this period"
                height={HEIGHT}
              />
            );
          }
          return isTable ? (
            <NumberTable caption={model.summary} table={model.table} />
          ) : (
            <>
              <Legend
                entries={
                  model.columns.some((column) => column.dots.length > 0)
                    ? [...legend, single]
                    : legend
                }
              />
              <TrendChart model={model} height={HEIGHT} />
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}
