import type { ReactNode } from 'react';
import { Bar, type BarShapeProps } from 'recharts';
import type { StackSeries } from './chart.types.ts';

/** Parts stacked from the bottom up, one bar per column. What it gives must stand in the chart itself, which looks for bars there. */
export function stackedBars(series: readonly StackSeries[], columnWidth: number): ReactNode[] {
  return series.map(({ key, label, color }, index) => (
    <Bar
      key={key}
      dataKey={`values.${index}`}
      name={label}
      stackId="parts"
      fill={color}
      barSize={Math.max(Math.min(columnWidth * 0.72, 36), 1)}
      shape={drawPart}
      activeBar={false}
      isAnimationActive={false}
    />
  ));
}

/** A part with a thin seam above it; lighter where the column is still filling. */
function drawPart({ x, y, width, height, fill, payload }: BarShapeProps) {
  const seam = height > 3 ? 1 : 0;
  return (
    <rect
      fill={fill}
      opacity={payload.isPartial ? 0.55 : 1}
      x={x}
      y={y + seam}
      width={width}
      height={Math.max(height - seam, 0)}
    />
  );
}
