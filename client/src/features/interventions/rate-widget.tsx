import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { useMemo, useState } from 'react';
import { NumberTable } from '../../charts/number-table.tsx';
import { StackChart } from '../../charts/stack-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import styles from './interventions.module.css';
import { RateSides } from './rate-sides.tsx';
import { type CountedRate, describeRate, prepareRateWeeks } from './rates.prepare.ts';
import { VerdictBadge } from './verdict-badge.tsx';
import { sayEnough, verdictOf } from './verdict-words.prepare.ts';

const titles: Readonly<Record<CountedRate, string>> = {
  'incident-rate': 'Incidents before and after',
  'change-failure': 'Failed deployments before and after',
  'deployment-frequency': 'Deployments before and after',
};

/** Whether speed was paid for with incidents; or the chosen rate, week by week. */
export function RateWidget({ effect }: { effect: InterventionEffect }) {
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const metric: CountedRate =
    effect.metric === 'change-failure' || effect.metric === 'deployment-frequency'
      ? effect.metric
      : 'incident-rate';
  const model = useMemo(() => prepareRateWeeks(effect, metric), [effect, metric]);
  const comparison = effect.rates.find((one) => one.metric === metric);
  if (comparison === undefined) {
    return null;
  }
  const outcome = { kind: 'rate', comparison } as const;
  const isWithheld = comparison.withheld !== null;
  return (
    <Widget
      title={titles[metric]}
      subtitle={describeRate(effect)}
      basis={prepareBasis(effect.basis.rates, now)}
      actions={
        <ChartTools
          what={titles[metric]}
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model.table}
        />
      }
    >
      {isWithheld ? (
        <EmptyState title={WITHHELD} height={80} />
      ) : (
        <>
          <div className={styles.answer}>
            <VerdictBadge verdict={verdictOf(outcome)} />
            <p>{sayEnough(outcome)}</p>
          </div>
          {effect.metric === metric ? null : <RateSides comparison={comparison} />}
        </>
      )}
      {isTable ? (
        <NumberTable caption={model.summary} table={model.table} />
      ) : (
        <StackChart model={model} height={180} />
      )}
    </Widget>
  );
}
