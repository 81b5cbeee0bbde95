import type { Readout } from './chart.types.ts';
import styles from './charts.module.css';

/** The box beside the cursor: a title, facts and a note. The same is spoken elsewhere. */
export function ChartTooltip({ readout }: { readout: Readout | undefined }) {
  if (readout === undefined) {
    return null;
  }
  return (
    <div className={styles.tooltip} aria-hidden="true">
      <div className={styles.tooltipTitle} dir="auto">
        {readout.title}
      </div>
      <dl className={styles.facts}>
        {readout.facts.map((fact) => (
          <div key={fact.label} style={{ display: 'contents' }}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {readout.note === null ? null : <p className={styles.note}>{readout.note}</p>}
    </div>
  );
}
