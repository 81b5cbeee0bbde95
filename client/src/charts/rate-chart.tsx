import { Line } from 'recharts';
import type { RateModel } from './chart.types.ts';
import { ColumnChart } from './column-chart.tsx';
import { MARKS_TOP, MarkList, markLines } from './mark-lines.tsx';
import { placeMarks } from './place-marks.ts';
import { AXIS_WIDTH, plotWidthOf } from './plot-frame.ts';
import { stackedBars } from './stacked-bars.tsx';
import { useElementWidth } from './use-element-width.ts';

type RateChartProps = { model: RateModel; height: number };

/** Parts stacked to a rate, one bar per column; the trend as a line; what was changed as verticals. Columns without values stay empty. */
export function RateChart({ model, height }: RateChartProps) {
  const [ref, width] = useElementWidth();
  const plotWidth = plotWidthOf(width);
  const placed = placeMarks(model.marks, {
    left: AXIS_WIDTH,
    width: plotWidth,
    columnWidth: plotWidth / Math.max(model.columns.length, 1),
  });
  return (
    <div ref={ref}>
      <ColumnChart
        axes={model}
        rows={model.columns.map((column, index) => ({ ...column, index }))}
        readouts={model.columns.map((column) => column.readout)}
        width={width}
        height={height}
        top={model.marks.length === 0 ? undefined : MARKS_TOP}
        xScale="continuous"
      >
        {(columnWidth) => (
          <>
            {stackedBars(model.series, columnWidth)}
            {markLines(placed)}
            <Line
              type="linear"
              dataKey="trend"
              stroke="var(--bw-ink)"
              strokeWidth={1.75}
              dot={false}
              activeDot={false}
              connectNulls={false}
              isAnimationActive={false}
            />
          </>
        )}
      </ColumnChart>
      <MarkList placed={placed} marks={model.marks} />
    </div>
  );
}
