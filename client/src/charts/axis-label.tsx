import type { BaseTickContentProps } from 'recharts';
import styles from './charts.module.css';

/** Draws the label of a tick in one line, whatever its length, in the words of the model. */
export function axisLabel(words: ReadonlyMap<number, string>, anchor: 'middle' | 'end') {
  return ({ x, y, payload }: BaseTickContentProps) => (
    <text className={styles.tick} x={x} y={y} dy={anchor === 'end' ? 4 : 0} textAnchor={anchor}>
      {words.get(Number(payload.value))}
    </text>
  );
}
