import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { useMemo, useState } from 'react';
import { Legend } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import styles from './interventions.module.css';
import { prepareLine } from './line.prepare.ts';

const HEIGHT = 280;

/** The weeks through the change. */
export function WeeklyLine({ effect }: { effect: InterventionEffect }) {
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const model = useMemo(() => prepareLine(effect), [effect]);
  const hasRollout = effect.windows.state === 'compared' && effect.windows.rollout !== null;
  return (
    <Widget
      title="Week by week"
      subtitle="Weeks are counted from the day of the change, so that none holds days of before and after."
      basis={prepareBasis(effect.basis.metric, now)}
      actions={
        <ChartTools
          what="Weeks"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model.table}
        />
      }
    >
      <Drawing effect={effect} model={model} isTable={isTable} hasRollout={hasRollout} />
    </Widget>
  );
}

type DrawingProps = {
  effect: InterventionEffect;
  model: ReturnType<typeof prepareLine>;
  isTable: boolean;
  hasRollout: boolean;
};

function Drawing({ effect, model, isTable, hasRollout }: DrawingProps) {
  if (effect.weeks.every(({ withheld }) => withheld !== null)) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  if (effect.weeks.every(({ n }) => n === 0)) {
    return (
      <EmptyState title="Nothing finished in these weeks" height={HEIGHT}>
        <p>Choose another metric, or wait until pull requests come this far.</p>
      </EmptyState>
    );
  }
  if (isTable) {
    return <NumberTable caption={model.summary} table={model.table} />;
  }
  return (
    <>
      <div className={styles.legendRow}>
        <Legend
          entries={[
            { label: 'Median', color: 'var(--bw-accent)', shape: 'line' },
            ...(hasRollout
              ? [
                  {
                    label: 'Rollout, left out',
                    color: 'var(--bw-accent)',
                    shape: 'dotted' as const,
                  },
                ]
              : []),
            { label: 'p75 to p90', color: 'var(--bw-band)', shape: 'area' },
          ]}
        />
      </div>
      <TrendChart model={model} height={HEIGHT} />
    </>
  );
}
