import { useCallback, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useChartHeight, useChartWidth, usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { ScatterModel } from './chart.types.ts';
import styles from './charts.module.css';
import { DotCursor } from './dot-cursor.tsx';
import { type Dot, drawDots } from './dots.ts';

type DotPlaneProps = {
  model: ScatterModel;
  colorScheme: string;
  /** Lies over the whole chart. */
  host: HTMLElement;
  onOpen: (id: string) => void;
};

/**
 * All dots in one canvas above the chart, so that thousands stay quick; stands inside the chart, whose axes say where
 * each dot lies. A dot below the range of a logarithmic axis lies at its end.
 */
export function DotPlane({ model, colorScheme, host, onOpen }: DotPlaneProps) {
  const [width, height] = [useChartWidth() ?? 0, useChartHeight() ?? 0];
  const [x, y, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const dots = useMemo(
    () =>
      model.points.map(
        ({ radius, color, ...point }): Dot => ({
          x: x?.(point.x) ?? 0,
          y: y?.(Math.max(point.y, model.yRange[0])) ?? 0,
          radius,
          color,
        }),
      ),
    [model, x, y],
  );
  // Drawn whenever this changes, and whenever the colours do: the canvas is then another one.
  const draw = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      if (canvas !== null && width > 0) {
        drawDots(canvas, dots, { width, height });
      }
    },
    [dots, width, height],
  );
  if (plot === undefined || x === undefined || y === undefined) {
    return null;
  }
  return createPortal(
    <>
      <canvas key={colorScheme} ref={draw} className={styles.canvas} />
      <DotCursor model={model} dots={dots} plot={plot} width={width} onOpen={onOpen} />
    </>,
    host,
  );
}
