import { useMemo, useState } from 'react';
import { CartesianGrid, ScatterChart as Plot, XAxis, YAxis } from 'recharts';
import { axisLabel } from './axis-label.tsx';
import type { ScatterModel } from './chart.types.ts';
import styles from './charts.module.css';
import { DotPlane } from './dot-plane.tsx';
import { AXIS_HEIGHT, AXIS_WIDTH, marginOf } from './plot-frame.ts';
import { useElementWidth } from './use-element-width.ts';

const TOP = 10;
const LABEL_PX = 64;

type ScatterChartProps = {
  model: ScatterModel;
  height: number;
  /** Changes when the colours must be read anew. */
  colorScheme: string;
  onOpen: (id: string) => void;
};

/** One dot per thing on two axes; the points' order is that of the cursor keys. */
export function ScatterChart({ model, height, colorScheme, onOpen }: ScatterChartProps) {
  const [ref, width] = useElementWidth();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const x = useMemo(() => {
    const every = Math.ceil(model.xTicks.length / Math.max(Math.floor(width / LABEL_PX), 1));
    const ticks = model.xTicks.filter((_, index) => index % every === 0);
    return {
      ticks: ticks.map((tick) => tick.value),
      label: axisLabel(new Map(ticks.map((tick) => [tick.value, tick.label])), 'middle'),
    };
  }, [model.xTicks, width]);
  const y = useMemo(() => {
    const words = new Map(model.yTicks.map((tick) => [tick.value, tick.label]));
    return { ticks: model.yTicks.map((tick) => tick.value), label: axisLabel(words, 'end') };
  }, [model.yTicks]);
  return (
    <figure className={styles.figure} ref={ref} style={{ height }}>
      {width === 0 ? null : (
        <Plot
          width={width}
          height={height}
          margin={marginOf(TOP)}
          accessibilityLayer={false}
          role="img"
          aria-label={model.summary}
        >
          <CartesianGrid stroke="var(--bw-grid)" shapeRendering="crispedges" vertical={false} />
          <XAxis
            dataKey="x"
            type="number"
            allowDataOverflow
            domain={[...model.xRange]}
            height={AXIS_HEIGHT}
            interval={0}
            ticks={x.ticks}
            tick={x.label}
            tickSize={0}
            tickMargin={17}
            tickLine={false}
            axisLine={{ stroke: 'var(--bw-line-strong)', shapeRendering: 'crispedges' }}
          />
          <YAxis
            type="number"
            allowDataOverflow
            scale={model.scale}
            domain={[...model.yRange]}
            width={AXIS_WIDTH}
            interval={0}
            ticks={y.ticks}
            tick={y.label}
            tickSize={0}
            tickMargin={8}
            tickLine={false}
            axisLine={false}
          />
          {host === null ? null : (
            <DotPlane model={model} colorScheme={colorScheme} host={host} onOpen={onOpen} />
          )}
        </Plot>
      )}
      <div ref={setHost} className={styles.host} />
    </figure>
  );
}
