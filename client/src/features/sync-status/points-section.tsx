import type { PointsBudget } from '@bellwether/shared/sync-status/sync-status.schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { BudgetChart } from '../../charts/budget-chart.tsx';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { trpc } from '../../lib/trpc.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { joinBudgets, nameBudget, prepareBudget, sayAllowance } from './points-budget.prepare.ts';
import styles from './sync-status.module.css';

const HEIGHT = 160;
const EVERY_MS = 15_000;
const MINUTE_MS = 60_000;

const legend: LegendEntry[] = [
  { label: 'Points spent in half an hour', color: 'var(--bw-accent)', shape: 'area' },
  { label: 'Left of the allowance', color: 'var(--bw-ink-3)', shape: 'line' },
  { label: 'Renewed', color: 'var(--bw-line-strong)', shape: 'faint' },
];

/** What reading costs, and whether GitHub's allowance lasts. */
export function PointsSection({ now }: { now: number }) {
  const query = useQuery(
    trpc.syncStatus.points.queryOptions(undefined, { refetchInterval: EVERY_MS }),
  );
  const [isTable, setTable] = useState(false);
  return (
    <Widget
      title="Does GitHub’s allowance last?"
      subtitle="GitHub counts calls in points, and renews what is left every hour."
      actions={
        <ChartTools
          what="Points"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={query.data === undefined ? undefined : joinBudgets(query.data, now)}
        />
      }
    >
      <QueryView query={query} what="The points" height={HEIGHT + 48}>
        {(budgets) => {
          const used = budgets.filter(({ slots }) => slots.length > 0);
          return used.length === 0 ? (
            <EmptyState title="GitHub was not asked in the last 24 hours" height={HEIGHT + 48}>
              <p>The chart fills with the next read.</p>
            </EmptyState>
          ) : (
            <div className={styles.budgets}>
              {used.map((budget) => (
                <Budget key={budget.connectionId} budget={budget} now={now} isTable={isTable} />
              ))}
              {isTable ? null : <Legend entries={legend} />}
            </div>
          );
        }}
      </QueryView>
    </Widget>
  );
}

type BudgetProps = { budget: PointsBudget; now: number; isTable: boolean };

function Budget({ budget, now, isTable }: BudgetProps) {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const model = useMemo(() => prepareBudget(budget, minute), [budget, minute]);
  return (
    <div>
      <p className={styles.budgetWords}>
        <strong>{nameBudget(budget)}</strong> {sayAllowance(budget, now)}
      </p>
      {isTable ? (
        <NumberTable caption={model.summary} table={model.table} />
      ) : (
        <BudgetChart model={model} height={HEIGHT} />
      )}
    </div>
  );
}
