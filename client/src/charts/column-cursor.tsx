import { ZIndexLayer } from 'recharts';
import styles from './charts.module.css';

const BEHIND_THE_MARKS = -50;

type ColumnCursorProps = {
  columnWidth: number;
  /** Upper and lower end of the cursor's middle, handed in by the chart. */
  points?: readonly { x: number; y: number }[];
};

/** Shades the column that is read. */
export function ColumnCursor({ columnWidth, points = [] }: ColumnCursorProps) {
  const [upper, lower] = points;
  if (upper === undefined || lower === undefined) {
    return null;
  }
  return (
    <ZIndexLayer zIndex={BEHIND_THE_MARKS}>
      <rect
        className={styles.cursorBand}
        x={upper.x - columnWidth / 2}
        y={Math.min(upper.y, lower.y)}
        width={columnWidth}
        height={Math.abs(lower.y - upper.y)}
      />
    </ZIndexLayer>
  );
}
