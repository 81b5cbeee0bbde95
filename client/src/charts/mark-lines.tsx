import { ReferenceLine } from 'recharts';
import type { Mark } from './chart.types.ts';
import styles from './charts.module.css';
import type { PlacedMarks } from './place-marks.ts';

/** Pixels above the plot that the words of marks take. */
export const MARKS_TOP = 24;
const LABEL_LIFT = 8;

/** What was changed, as verticals with their words or numbers above the plot. Called, not rendered: the library looks for its own elements. */
export function markLines({ areNumbered, marks }: PlacedMarks) {
  return marks.map((mark) => (
    <ReferenceLine
      key={mark.x}
      stroke="var(--bw-ink-3)"
      strokeDasharray="4 3"
      shapeRendering="crispedges"
      x={mark.position}
      ifOverflow="visible"
      label={({ viewBox }: { viewBox: { y: number } }) => (
        <text
          className={areNumbered ? styles.markNumber : styles.markLabel}
          x={mark.x}
          y={viewBox.y - LABEL_LIFT}
          textAnchor="middle"
        >
          {mark.text}
        </text>
      )}
    />
  ));
}

/** The words below the chart, where they found no room above it. */
export function MarkList({ placed, marks }: { placed: PlacedMarks; marks: readonly Mark[] }) {
  return placed.areNumbered ? (
    <ol className={styles.markList}>
      {marks.map((mark, index) => (
        <li key={mark.label}>
          <span className={styles.markNumber}>{index + 1}</span> {mark.label}
        </li>
      ))}
    </ol>
  ) : null;
}
