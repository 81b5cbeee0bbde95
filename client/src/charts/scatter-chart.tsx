import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ScatterModel, ScatterPoint } from './chart.types.ts';
import { ChartTooltip, readAloud } from './chart-tooltip.tsx';
import styles from './charts.module.css';
import { moveCursor } from './column-plot.tsx';
import { linearScale, logScale, type Scale } from './scale.ts';
import { useElementWidth } from './use-element-width.ts';

const MARGIN = { top: 10, right: 12, bottom: 24, left: 46 };
const REACH_PX = 18;
const LABEL_PX = 64;

type ScatterChartProps = {
  model: ScatterModel;
  height: number;
  /** Changes when the colours must be read anew. */
  colorScheme: string;
  onOpen: (id: string) => void;
};

/** One dot per thing, on a canvas so that thousands stay quick; the points' order is that of the cursor keys. */
export function ScatterChart({ model, height, colorScheme, onOpen }: ScatterChartProps) {
  const [ref, width] = useElementWidth();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const { x, y } = useMemo(() => scalesOf(model, width, height), [model, width, height]);
  const point = active === null ? undefined : model.points[active];
  const innerWidth = Math.max(width - MARGIN.left - MARGIN.right, 0);
  const innerHeight = height - MARGIN.top - MARGIN.bottom;

  useEffect(() => {
    if (canvas.current !== null && width > 0) {
      drawPoints(canvas.current, model.points, { x, y, width, height, colorScheme });
    }
  }, [model, x, y, width, height, colorScheme]);

  function find(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const at = {
      x: event.clientX - box.left + MARGIN.left,
      y: event.clientY - box.top + MARGIN.top,
    };
    setActive(nearestPoint(model.points, x, y, at));
  }

  return (
    <figure className={styles.figure} ref={ref} style={{ height }}>
      <svg className={styles.svg} height={height} role="img" aria-label={model.summary}>
        <ScatterAxes model={model} x={x} y={y} width={width} height={height} />
        {point === undefined ? null : (
          <circle
            cx={x(point.x)}
            cy={y(point.y)}
            r={point.radius + 3}
            fill="none"
            stroke="var(--bw-ink)"
            strokeWidth="1.5"
          />
        )}
      </svg>
      <canvas ref={canvas} className={styles.canvas} />
      <div
        className={styles.slider}
        style={{
          left: MARGIN.left,
          top: MARGIN.top,
          width: innerWidth,
          height: innerHeight,
          cursor: point === undefined ? 'default' : 'pointer',
        }}
        role="slider"
        tabIndex={0}
        aria-label="Read one dot after the other, slowest first; Enter opens it"
        aria-valuemin={1}
        aria-valuemax={Math.max(model.points.length, 1)}
        aria-valuenow={(active ?? 0) + 1}
        aria-valuetext={point === undefined ? model.summary : readAloud(point.readout)}
        onPointerMove={find}
        onPointerDown={find}
        onPointerLeave={() => setActive(null)}
        onBlur={() => setActive(null)}
        onClick={() => point !== undefined && onOpen(point.id)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && point !== undefined) {
            onOpen(point.id);
            return;
          }
          moveCursor(event, active ?? -1, model.points.length, setActive);
        }}
      />
      {point === undefined ? null : (
        <ChartTooltip readout={point.readout} x={x(point.x)} width={width} />
      )}
    </figure>
  );
}

function scalesOf(model: ScatterModel, width: number, height: number): { x: Scale; y: Scale } {
  const [low, high] = model.yRange;
  const bottom = height - MARGIN.bottom;
  const makeY = model.scale === 'log' ? logScale : linearScale;
  return {
    x: linearScale(model.xRange[0], model.xRange[1], MARGIN.left, width - MARGIN.right),
    y: makeY(low, high, bottom, MARGIN.top),
  };
}

type Drawing = { x: Scale; y: Scale; width: number; height: number; colorScheme: string };

function drawPoints(
  canvas: HTMLCanvasElement,
  points: readonly ScatterPoint[],
  { x, y, width, height }: Drawing,
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  if (context === null) {
    return;
  }
  context.scale(ratio, ratio);
  context.globalAlpha = points.length > 1500 ? 0.35 : 0.6;
  const style = getComputedStyle(canvas);
  const colors = new Map<string, string>();
  for (const point of points) {
    const color = colors.get(point.color) ?? style.getPropertyValue(point.color).trim();
    colors.set(point.color, color);
    context.fillStyle = color;
    context.beginPath();
    context.arc(x(point.x), y(point.y), point.radius, 0, 2 * Math.PI);
    context.fill();
  }
}

function nearestPoint(
  points: readonly ScatterPoint[],
  x: Scale,
  y: Scale,
  at: { x: number; y: number },
): number | null {
  let best: number | null = null;
  let bestDistance = REACH_PX;
  for (const [index, point] of points.entries()) {
    const distance = Math.hypot(x(point.x) - at.x, y(point.y) - at.y);
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}

type ScatterAxesProps = { model: ScatterModel; x: Scale; y: Scale; width: number; height: number };

function ScatterAxes({ model, x, y, width, height }: ScatterAxesProps) {
  const bottom = height - MARGIN.bottom;
  const room = Math.max(Math.floor(width / LABEL_PX), 1);
  const every = Math.ceil(model.xTicks.length / room);
  return (
    <g>
      {model.yTicks.map((tick, index) => (
        <g key={tick.value}>
          <line
            className={index === 0 ? styles.baseline : styles.grid}
            x1={MARGIN.left}
            x2={Math.max(width - MARGIN.right, MARGIN.left)}
            y1={Math.round(y(tick.value)) + 0.5}
            y2={Math.round(y(tick.value)) + 0.5}
          />
          <text className={styles.tick} x={MARGIN.left - 8} y={y(tick.value) + 4} textAnchor="end">
            {tick.label}
          </text>
        </g>
      ))}
      {model.xTicks
        .filter((_, index) => index % every === 0)
        .map((tick) => (
          <text
            key={tick.value}
            className={styles.tick}
            x={x(tick.value)}
            y={bottom + 17}
            textAnchor="middle"
          >
            {tick.label}
          </text>
        ))}
    </g>
  );
}
