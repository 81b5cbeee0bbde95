import type { Readout } from './chart.types.ts';
import styles from './charts.module.css';

type ChartTooltipProps = {
  readout: Readout;
  /** Pixels from the left of the chart. */
  x: number;
  width: number;
};

const GAP = 12;

/** Stands beside the thing that it describes, on the side with more room. */
export function ChartTooltip({ readout, x, width }: ChartTooltipProps) {
  const side = x > width / 2 ? { right: width - x + GAP } : { left: x + GAP };
  return (
    <div className={styles.tooltip} style={side} aria-hidden="true">
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

/** The same, for those who hear it. */
export function readAloud(readout: Readout): string {
  const facts = readout.facts.map((fact) => `${fact.label}: ${fact.value}`);
  return [readout.title, ...facts, ...(readout.note === null ? [] : [readout.note])].join('. ');
}
