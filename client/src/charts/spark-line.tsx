import styles from './charts.module.css';
import type { SparkModel } from './depth.types.ts';

const WIDTH = 96;
const HEIGHT = 24;

/** A small line beside a row of numbers; gaps stay gaps, and a single value is a dot. */
export function SparkLine({ model }: { model: SparkModel }) {
  const known = model.values.filter((value) => value !== null);
  const most = Math.max(...known, 1);
  const step = WIDTH / Math.max(model.values.length - 1, 1);
  const y = (value: number) => HEIGHT - 2 - (value / most) * (HEIGHT - 4);
  let path = '';
  let isDown = false;
  for (const [index, value] of model.values.entries()) {
    path += value === null ? '' : `${isDown ? 'L' : 'M'}${index * step} ${y(value)}`;
    isDown = value !== null;
  }
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={model.summary}>
      <path className={styles.spark} d={path} />
      {model.values.map((value, index) =>
        value !== null && isLone(model.values, index) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: places in a line that never move
          <circle key={index} className={styles.sparkDot} cx={index * step} cy={y(value)} r={1.5} />
        ) : null,
      )}
    </svg>
  );
}

function isLone(values: readonly (number | null)[], index: number): boolean {
  return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}
