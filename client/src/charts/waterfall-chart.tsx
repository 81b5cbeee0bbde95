import styles from './charts.module.css';
import type { WaterfallModel } from './depth.types.ts';
import { PlaceCursor } from './place-cursor.tsx';
import { AXIS_HEIGHT } from './plot-frame.ts';
import { useElementWidth } from './use-element-width.ts';

const ROW = 34;
const BAR = 18;
const LABELS = 148;
const LABELS_NARROW = 96;
const NARROW = 480;
const TEXT = 84;

const classOf = { whole: 'barWhole', longer: 'barLonger', shorter: 'barShorter' } as const;

/** Bars from top to bottom, each beginning where the one before ended; the first and the last stand on zero. */
export function WaterfallChart({ model }: { model: WaterfallModel }) {
  const [ref, width] = useElementWidth();
  const left = width < NARROW ? LABELS_NARROW : LABELS;
  const plotWidth = Math.max(width - left - TEXT, 0);
  const [low, high] = model.range;
  const x = (value: number) => left + ((value - low) / Math.max(high - low, 1)) * plotWidth;
  const height = model.bars.length * ROW + AXIS_HEIGHT;
  const middle = (place: number) => place * ROW + ROW / 2;
  return (
    <figure ref={ref} className={styles.figure} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={model.summary}>
          {model.ticks.map(({ value, label }) => (
            <g key={value}>
              <line
                className={styles.gridLine}
                x1={x(value)}
                x2={x(value)}
                y1={0}
                y2={height - AXIS_HEIGHT}
              />
              <text className={styles.tick} x={x(value)} y={height - 6} textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
          {model.bars.map((bar, place) => {
            const [from, to] = [x(Math.min(bar.from, bar.to)), x(Math.max(bar.from, bar.to))];
            const next = model.bars[place + 1];
            return (
              <g key={bar.key}>
                <text className={styles.barLabel} x={0} y={middle(place) + 4}>
                  {bar.label}
                </text>
                <rect
                  className={styles[classOf[bar.kind]]}
                  x={from}
                  y={middle(place) - BAR / 2}
                  width={Math.max(to - from, 2)}
                  height={BAR}
                  rx={2}
                />
                <text className={styles.barText} x={to + 6} y={middle(place) + 4}>
                  {bar.text}
                </text>
                {next === undefined ? null : (
                  <line
                    className={styles.gridLine}
                    x1={x(bar.to)}
                    x2={x(bar.to)}
                    y1={middle(place) + BAR / 2}
                    y2={middle(place + 1) - BAR / 2}
                  />
                )}
              </g>
            );
          })}
        </svg>
      )}
      {width === 0 ? null : (
        <PlaceCursor
          label="Read one part after the other"
          summary={model.summary}
          readouts={model.bars.map(({ readout }) => readout)}
          area={{ x: 0, y: 0, width, height: height - AXIS_HEIGHT }}
          width={width}
          steps={{ up: -1, down: 1 }}
          placeAt={(_, y) => Math.min(Math.max(Math.floor(y / ROW), 0), model.bars.length - 1)}
          anchorOf={(place) => ({ x: width / 2, y: middle(place) + BAR / 2 + 4 })}
        />
      )}
    </figure>
  );
}
