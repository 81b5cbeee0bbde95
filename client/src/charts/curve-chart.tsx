import styles from './charts.module.css';
import type { CurveModel } from './depth.types.ts';
import { PlaceCursor } from './place-cursor.tsx';
import { AXIS_HEIGHT, AXIS_WIDTH, plotWidthOf } from './plot-frame.ts';
import { useElementWidth } from './use-element-width.ts';

const TOP = 10;

type CurveChartProps = { model: CurveModel; height: number };

/** A share that rises in steps inside its band, the period before faintly behind it, ticks where some were lost from sight. */
export function CurveChart({ model, height }: CurveChartProps) {
  const [ref, width] = useElementWidth();
  const plot = {
    ...{ x: AXIS_WIDTH, y: TOP },
    ...{ width: plotWidthOf(width), height: height - TOP - AXIS_HEIGHT },
  };
  const x = (value: number) => plot.x + (value / Math.max(model.xMax, 1)) * plot.width;
  const y = (share: number) => plot.y + (1 - share) * plot.height;
  const step = plot.width / Math.max(model.points.length - 1, 1);
  return (
    <figure ref={ref} className={styles.figure} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={model.summary}>
          {model.yTicks.map(({ value, label }) => (
            <g key={value}>
              <line
                className={styles.gridLine}
                x1={plot.x}
                x2={plot.x + plot.width}
                y1={y(value)}
                y2={y(value)}
              />
              <text className={styles.tick} x={plot.x - 8} y={y(value) + 4} textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          {model.xTicks.map(({ value, label }) => (
            <text
              key={value}
              className={styles.tick}
              x={x(value)}
              y={height - 6}
              textAnchor="middle"
            >
              {label}
            </text>
          ))}
          <path className={styles.band} d={bandPath(model, x, y)} />
          <path className={styles.curveBefore} d={stepPath(model.previous, x, y)} />
          <path className={styles.curve} d={stepPath(model.points, x, y)} />
          {model.points.map((point) =>
            point.isMarked && point.y !== null ? (
              <line
                key={point.x}
                className={styles.lostMark}
                x1={x(point.x)}
                x2={x(point.x)}
                y1={y(point.y) - 4}
                y2={y(point.y) + 4}
              />
            ) : null,
          )}
        </svg>
      )}
      {width === 0 ? null : (
        <PlaceCursor
          label="Read the curve from left to right"
          summary={model.summary}
          readouts={model.points.map(({ readout }) => readout)}
          area={plot}
          width={width}
          placeAt={(px) =>
            Math.min(Math.max(Math.round((px - plot.x) / step), 0), model.points.length - 1)
          }
          anchorOf={(place) => ({ x: plot.x + place * step, y: TOP })}
        >
          {(place) => (
            <div
              className={styles.rule}
              style={{ left: plot.x + place * step, top: plot.y, height: plot.height }}
            />
          )}
        </PlaceCursor>
      )}
    </figure>
  );
}

type Scale = (value: number) => number;

/** A step function: level up to each point, then up to its value. */
function stepPath(points: readonly { x: number; y: number | null }[], x: Scale, y: Scale): string {
  let path = '';
  for (const point of points) {
    if (point.y === null) {
      break;
    }
    path += path === '' ? `M${x(point.x)} ${y(point.y)}` : `H${x(point.x)}V${y(point.y)}`;
  }
  return path;
}

function bandPath({ points }: CurveModel, x: Scale, y: Scale): string {
  const known = points.flatMap((point) =>
    point.band === null ? [] : [{ x: point.x, band: point.band }],
  );
  if (known.length < 2) {
    return '';
  }
  const upper = stepPath(
    known.map((p) => ({ x: p.x, y: p.band[1] })),
    x,
    y,
  );
  let lower = '';
  for (let index = known.length - 1; index >= 0; index -= 1) {
    const [own, before] = [known[index], known[index - 1]];
    if (own !== undefined) {
      lower += `L${x(own.x)} ${y(own.band[0])}`;
      lower += before === undefined ? '' : `L${x(own.x)} ${y(before.band[0])}`;
    }
  }
  return `${upper}${lower}Z`;
}
