import type { ReviewLoadOverview } from '@bellwether/shared/review-load/review-load.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useAnnotations } from '../../shell/filter/use-annotations.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { addMarks } from '../cycle-time/change-marks.prepare.ts';
import { prepareLoadTrend } from './load-trend.prepare.ts';
import { WITHHELD } from './load-words.prepare.ts';
import { NothingReviewed } from './nothing-reviewed.tsx';
import { useLoadBasis } from './use-load-basis.ts';

const HEIGHT = 300;

const legend: LegendEntry[] = [
  { label: 'Effective reviewers', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'Still filling', color: 'var(--bw-accent)', shape: 'dotted' },
  { label: 'Period before', color: 'var(--bw-previous)', shape: 'faint' },
];

/** Whether more people share the reviews than before. */
export function LoadTrend({ query }: { query: UseQueryResult<ReviewLoadOverview, unknown> }) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const annotations = useAnnotations(input.filter);
  const { data } = query;
  const model = useMemo(
    () =>
      data === undefined
        ? undefined
        : addMarks(prepareLoadTrend(data, input.bucket), annotations, data),
    [data, input.bucket, annotations],
  );
  return (
    <Widget
      title="Effective reviewers over time"
      subtitle={`As many people, doing equal parts, would be as concentrated (1 / Σ share²). Each ${input.bucket} by the day of the review.`}
      actions={
        <ChartTools
          what="Effective reviewers"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={useLoadBasis(query.data, 'reviews')}
    >
      <QueryView query={query} what="The line" height={HEIGHT + 40}>
        {({ summary, buckets }) => {
          if (model === undefined || buckets.every(({ withheld }) => withheld !== null)) {
            return <EmptyState title={WITHHELD} height={HEIGHT + 40} />;
          }
          if (summary.pullRequests === 0) {
            return <NothingReviewed height={HEIGHT + 40} />;
          }
          return isTable ? (
            <NumberTable caption={model.summary} table={model.table} />
          ) : (
            <>
              <Legend entries={legend} />
              <TrendChart model={model} height={HEIGHT} />
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}
