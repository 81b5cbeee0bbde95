import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { Widget } from '../../ui/widget.tsx';
import { prepareAllMetrics, sayManyComparisons, tableOf } from './all-metrics.prepare.ts';
import styles from './interventions.module.css';
import { TableTools } from './table-tools.tsx';
import { VerdictBadge } from './verdict-badge.tsx';

/** Every other metric, with the warning that comes with looking at many. */
export function AllMetrics({ effect }: { effect: InterventionEffect }) {
  const rows = prepareAllMetrics(effect);
  const table = tableOf(rows);
  return (
    <Widget
      title="What else moved?"
      subtitle={sayManyComparisons(rows)}
      actions={<TableTools what="All metrics" table={table} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="All metrics before and after">
        <table className={styles.table}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={row.isChosen ? styles.chosen : undefined}>
                <th scope="row">{row.label}</th>
                <td>{row.n}</td>
                <td>{row.before}</td>
                <td>{row.after}</td>
                <td>{row.change}</td>
                <td>
                  <VerdictBadge verdict={row.verdict} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Widget>
  );
}
