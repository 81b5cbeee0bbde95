import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { PlotArea } from 'recharts';
import type { ScatterModel } from './chart.types.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import styles from './charts.module.css';
import { moveByKey } from './cursor-keys.ts';
import { type Dot, nearestDot } from './dots.ts';
import { readAloud } from './spoken-readout.tsx';

const REACH_PX = 18;
const GAP_PX = 12;
const RING_PX = 3;

type DotCursorProps = {
  model: ScatterModel;
  /** Where the points of the model lie, in the same order. */
  dots: readonly Dot[];
  plot: PlotArea;
  width: number;
  onOpen: (id: string) => void;
};

/** Reads the dot nearest to the pointer, or one after the other by key; a click or Enter opens it. */
export function DotCursor({ model, dots, plot, width, onOpen }: DotCursorProps) {
  const [active, setActive] = useState<number | null>(null);
  const point = active === null ? undefined : model.points[active];
  const dot = active === null ? undefined : dots[active];

  function find(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left + plot.x, y: event.clientY - box.top + plot.y };
    setActive(nearestDot(dots, at, REACH_PX));
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && point !== undefined) {
      onOpen(point.id);
      return;
    }
    const next = moveByKey(event.key, active, dots.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    }
  }

  return (
    <>
      {dot === undefined ? null : <Ring dot={dot} />}
      <div
        className={styles.slider}
        style={{
          left: plot.x,
          top: plot.y,
          width: plot.width,
          height: plot.height,
          cursor: point === undefined ? 'default' : 'pointer',
        }}
        role="slider"
        tabIndex={0}
        aria-label="Read one dot after the other, slowest first; Enter opens it"
        aria-valuemin={1}
        aria-valuemax={Math.max(dots.length, 1)}
        aria-valuenow={(active ?? 0) + 1}
        aria-valuetext={point === undefined ? model.summary : readAloud(point.readout)}
        onPointerMove={find}
        onPointerDown={find}
        onPointerLeave={() => setActive(null)}
        onBlur={() => setActive(null)}
        onClick={() => point !== undefined && onOpen(point.id)}
        onKeyDown={press}
      />
      {point === undefined || dot === undefined ? null : (
        <div className={styles.beside} style={sideOf(dot.x, width)}>
          <ChartTooltip readout={point.readout} />
        </div>
      )}
    </>
  );
}

function Ring({ dot }: { dot: Dot }) {
  const radius = dot.radius + RING_PX;
  return (
    <div
      className={styles.ring}
      style={{
        left: dot.x - radius,
        top: dot.y - radius,
        width: 2 * radius,
        height: 2 * radius,
      }}
    />
  );
}

/** Beside the dot, on the side with more room. */
function sideOf(x: number, width: number) {
  return x > width / 2 ? { right: width - x + GAP_PX } : { left: x + GAP_PX };
}
