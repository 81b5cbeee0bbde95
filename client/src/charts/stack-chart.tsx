import type { StackModel } from './chart.types.ts';
import { ColumnChart } from './column-chart.tsx';
import { stackedBars } from './stacked-bars.tsx';
import { useElementWidth } from './use-element-width.ts';

type StackChartProps = { model: StackModel; height: number };

/** Parts stacked from the bottom up, one bar per column; a column without values stays empty. */
export function StackChart({ model, height }: StackChartProps) {
  const [ref, width] = useElementWidth();
  return (
    <div ref={ref}>
      <ColumnChart
        axes={model}
        rows={model.columns.map((column, index) => ({ ...column, index }))}
        readouts={model.columns.map((column) => column.readout)}
        width={width}
        height={height}
        xScale="bands"
      >
        {(columnWidth) => stackedBars(model.series, columnWidth)}
      </ColumnChart>
    </div>
  );
}
