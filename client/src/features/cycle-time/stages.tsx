import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { StackModel } from '../../charts/chart.types.ts';
import { NumberTable } from '../../charts/number-table.tsx';
import { StackChart } from '../../charts/stack-chart.tsx';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { clockWords } from './clock-words.prepare.ts';
import styles from './cycle-time.module.css';
import { NothingInPeriod } from './nothing-in-period.tsx';
import { prepareStageRows, prepareStages } from './stages.prepare.ts';
import { useBasis } from './use-basis.ts';
import { countOfOrWithheld, WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 216;
const WHOLE = HEIGHT + 128;

/** Where the time goes: the mean of each stage, stacked. */
export function Stages({ query }: { query: UseQueryResult<CycleTimeOverview, unknown> }) {
  const [isTable, setTable] = useState(false);
  const n = query.data?.stagesSummary.n;
  const basis = useBasis(query.data, 'stages');
  const { input } = useFilter();
  const { data } = query;
  const model = useMemo(
    () => (data === undefined ? undefined : prepareStages(data, input.bucket)),
    [data, input.bucket],
  );
  return (
    <Widget
      title="Where the time goes"
      subtitle={`Mean per stage${n === undefined ? '' : ` of ${countOfOrWithheld(n, 'pull request')}`} with all four, ${clockWords[query.data?.clock ?? input.clock]} (B0.4)`}
      actions={
        <ChartTools
          what="Stages"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={basis}
    >
      <QueryView query={query} what="The stages" height={WHOLE}>
        {(overview) => <Drawing overview={overview} model={model} isTable={isTable} />}
      </QueryView>
    </Widget>
  );
}

type DrawingProps = {
  overview: CycleTimeOverview;
  model: StackModel | undefined;
  isTable: boolean;
};

function Drawing({ overview, model, isTable }: DrawingProps) {
  if (overview.stagesSummary.n === null) {
    return <EmptyState title={WITHHELD} height={WHOLE} />;
  }
  if (overview.stagesSummary.n === 0) {
    return <NothingInPeriod height={WHOLE} isBrief />;
  }
  if (model === undefined) {
    return null;
  }
  if (isTable) {
    return <NumberTable caption={model.summary} table={model.table} />;
  }
  return (
    <>
      <StackChart model={model} height={HEIGHT} />
      <table className={styles.stageTable}>
        <caption className="visually-hidden">
          Mean time per stage, this period and the one before
        </caption>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">Mean</th>
            <th scope="col">Before</th>
          </tr>
        </thead>
        <tbody>
          {[...prepareStageRows(overview)].reverse().map((row) => (
            <tr key={row.label}>
              <th scope="row">
                <span className={styles.swatch} style={{ background: row.color }} />
                {row.label}
              </th>
              <td>{row.now}</td>
              <td>{row.before}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
