import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { StackChart } from '../../charts/stack-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import styles from './delivery.module.css';
import { prepareFrequency } from './delivery-charts.prepare.ts';
import { describeLeftOut } from './delivery-headlines.prepare.ts';

const HEIGHT = 240;

type WidgetProps = { query: UseQueryResult<DeliveryOverview, unknown> };

/** How often? */
export function FrequencyWidget({ query }: WidgetProps) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { data } = query;
  const model = useMemo(
    () => (data === undefined ? undefined : prepareFrequency(data, input.bucket)),
    [data, input.bucket],
  );
  const legend: LegendEntry[] = (model?.series ?? []).map(({ label, color }) => ({
    ...{ label, color, shape: 'area' },
  }));
  return (
    <Widget
      title="How often"
      subtitle="Deployments to production that succeeded. A remedy is a rollback, or brings a revert or a hotfix (B15)."
      actions={
        <ChartTools
          what="Deployments"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={prepareBasis(data?.basis.frequency, now)}
    >
      <QueryView query={query} what="The deployments" height={HEIGHT + 40}>
        {(overview) => {
          if (model === undefined) {
            return null;
          }
          if (overview.summary.deployments === 0) {
            return (
              <EmptyState title="Nothing was deployed in this period" height={HEIGHT}>
                <p>Choose a longer period, or other repositories.</p>
              </EmptyState>
            );
          }
          return (
            <>
              {isTable ? (
                <NumberTable caption={model.summary} table={model.table} />
              ) : (
                <>
                  <Legend entries={legend} />
                  <StackChart model={model} height={HEIGHT} />
                </>
              )}
              <LeftOut overview={overview} />
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}

/** What stands outside of the counts. */
function LeftOut({ overview }: { overview: DeliveryOverview }) {
  const sentences = describeLeftOut(overview);
  return sentences.length === 0 ? null : <p className={styles.notes}>{sentences.join(' ')}</p>;
}
