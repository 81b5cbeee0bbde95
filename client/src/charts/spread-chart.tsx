import type { SpreadModel, SpreadRow } from './spread.types.ts';
import styles from './spread-chart.module.css';
import { useElementWidth } from './use-element-width.ts';

const ROW = 92;
const LABEL = 22;
const AXIS = 26;
/** Room for the halves of the outer ticks. */
const SIDE = 18;

/** Groups of values under one another over one axis: dots, the middle half, the median and its interval. */
export function SpreadChart({ model }: { model: SpreadModel }) {
  const [ref, width] = useElementWidth();
  const plot = Math.max(width - 2 * SIDE, 1);
  const height = model.rows.length * ROW + AXIS;
  const bottom = model.rows.length * ROW;
  return (
    <div ref={ref} className={styles.figure} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={model.summary}>
          {model.ticks.map(({ value, label }) => (
            <g key={label} transform={`translate(${SIDE + value * plot} 0)`}>
              <line className={styles.grid} y1={LABEL} y2={bottom} />
              <text className={styles.tick} y={bottom + 16} textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
          {model.rows.map((row, index) => (
            <g key={row.label} transform={`translate(${SIDE} ${index * ROW})`}>
              <Row row={row} plot={plot} />
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

const TOP = LABEL + 6;
const DEPTH = ROW - TOP - 8;

function Row({ row, plot }: { row: SpreadRow; plot: number }) {
  const { label, words, dots, box, median, interval, isAfter } = row;
  return (
    <g className={isAfter ? styles.after : styles.before}>
      <text className={styles.label} x={-SIDE} y={15}>
        <tspan className={styles.strong}>{label}</tspan> {words}
      </text>
      {dots.map(({ x, y }, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: dots have no name, and never move
          key={index}
          className={styles.dot}
          cx={x * plot}
          cy={TOP + 4 + y * (DEPTH - 8)}
          r={2.5}
        />
      ))}
      {box === null ? null : (
        <rect
          className={styles.box}
          x={box[0] * plot}
          y={TOP}
          width={Math.max((box[1] - box[0]) * plot, 1)}
          height={DEPTH}
          rx={3}
        />
      )}
      {interval === null ? null : (
        <rect
          className={styles.interval}
          x={interval[0] * plot}
          y={TOP}
          width={Math.max((interval[1] - interval[0]) * plot, 1)}
          height={DEPTH}
        />
      )}
      {median === null ? null : (
        <line
          className={styles.median}
          x1={median * plot}
          x2={median * plot}
          y1={TOP - 3}
          y2={TOP + DEPTH + 3}
        />
      )}
    </g>
  );
}
