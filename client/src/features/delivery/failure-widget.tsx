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
import styles from './delivery.module.css';
import { prepareShare } from './delivery-charts.prepare.ts';

const HEIGHT = 170;
const SUSPECTED_HEIGHT = 120;

type WidgetProps = { query: UseQueryResult<DeliveryOverview, unknown> };

/** How safely? What is confirmed and what is only suspected are two drawings on one scale. */
export function FailureWidget({ query }: WidgetProps) {
  const { input } = useFilter();
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { data } = query;
  const models = useMemo(() => {
    if (data === undefined) {
      return undefined;
    }
    const failed = prepareShare(data, input.bucket, 'failed', ['suspected']);
    const suspected = prepareShare(data, input.bucket, 'suspected', ['failed']);
    return { failed, suspected, table: join(failed.table, suspected.table) };
  }, [data, input.bucket]);
  return (
    <Widget
      title="How safely"
      subtitle="Failed deployments among those that are no remedies. Evidence: a person’s word, the incident’s own, a rollback, a revert, a hotfix (B15)."
      actions={
        <ChartTools
          what="Failures"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={models?.table}
        />
      }
      basis={prepareBasis(data?.basis.failures, now)}
    >
      <QueryView query={query} what="The failures" height={HEIGHT + SUSPECTED_HEIGHT + 60}>
        {(overview) => {
          if (models === undefined) {
            return null;
          }
          if (overview.summary.changeFailure.deployments === 0) {
            return <EmptyState title="No change was deployed in this period" height={HEIGHT} />;
          }
          if (isTable) {
            return (
              <NumberTable
                caption={`${models.failed.summary} ${models.suspected.summary}`}
                table={models.table}
              />
            );
          }
          return (
            <>
              <h3 className={styles.part}>Confirmed</h3>
              <StackChart model={models.failed} height={HEIGHT} />
              <h3 className={styles.part}>
                Suspected, from nearness in time alone{' '}
                <span className={styles.hint}>(within {overview.suspectedHours} h)</span>
              </h3>
              <StackChart model={models.suspected} height={SUSPECTED_HEIGHT} />
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}

type Table = ReturnType<typeof prepareShare>['table'];

function join(failed: Table, suspected: Table): Table {
  return {
    columns: [...failed.columns, 'Suspected', 'Suspected share'],
    rows: failed.rows.map((row, index) => [
      ...row,
      suspected.rows[index]?.[1] ?? '–',
      suspected.rows[index]?.[3] ?? '–',
    ]),
  };
}
