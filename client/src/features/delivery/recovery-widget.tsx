import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import { prepareRecovery } from './delivery-charts.prepare.ts';

const HEIGHT = 300;

const legend: LegendEntry[] = [
  { label: 'Median', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'One each, where fewer than 5', color: 'var(--bw-accent)', shape: 'dot' },
  { label: 'Median, period before', color: 'var(--bw-previous)', shape: 'faint' },
];

/** How long does a failure last? */
export function RecoveryWidget({ query }: { query: UseQueryResult<DeliveryOverview, unknown> }) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { data } = query;
  const model = useMemo(
    () => (data === undefined ? undefined : prepareRecovery(data, input.bucket)),
    [data, input.bucket],
  );
  return (
    <Widget
      title="How long a failure lasts"
      subtitle="From the end of the failed deployment to that of its remedy, or to the mitigation of its incident, whichever came first. Not the time to restore (B15, B16)."
      actions={
        <ChartTools
          what="Recovery"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={prepareBasis(data?.basis.failures, now)}
    >
      <QueryView query={query} what="The recovery times" height={HEIGHT + 40}>
        {({ summary }) => {
          if (model === undefined) {
            return null;
          }
          if (summary.recovery.n === 0) {
            return (
              <EmptyState title="No failed deployment was mended in this period" height={HEIGHT}>
                <p>
                  {summary.recovery.censored === 0
                    ? 'None is known to have failed, either.'
                    : `${summary.recovery.censored} failed and are not known to be mended.`}
                </p>
              </EmptyState>
            );
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
