import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { NumberTable } from '../../charts/number-table.tsx';
import { StackChart } from '../../charts/stack-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import { prepareShare } from './delivery-charts.prepare.ts';

const HEIGHT = 180;

/** How much of it was mending? */
export function ReworkWidget({ query }: { query: UseQueryResult<DeliveryOverview, unknown> }) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { data } = query;
  const model = useMemo(
    () => (data === undefined ? undefined : prepareShare(data, input.bucket, 'rework')),
    [data, input.bucket],
  );
  return (
    <Widget
      title="How much of it is mending"
      subtitle="Rework rate: unplanned remedies among all deployments (B15)."
      actions={
        <ChartTools
          what="Rework"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={prepareBasis(data?.basis.frequency, now)}
    >
      <QueryView query={query} what="The rework" height={HEIGHT}>
        {(overview) => {
          if (model === undefined) {
            return null;
          }
          if (overview.summary.deployments === 0) {
            return <EmptyState title="Nothing was deployed in this period" height={HEIGHT} />;
          }
          return isTable ? (
            <NumberTable caption={model.summary} table={model.table} />
          ) : (
            <StackChart model={model} height={HEIGHT} />
          );
        }}
      </QueryView>
    </Widget>
  );
}
