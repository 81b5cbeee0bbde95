import { useMemo } from 'react';
import { Area, type DotItemDotProps, Line } from 'recharts';
import type { TrendModel } from './chart.types.ts';
import styles from './charts.module.css';
import { ColumnChart } from './column-chart.tsx';
import { MARKS_TOP, MarkList, markLines } from './mark-lines.tsx';
import { placeMarks } from './place-marks.ts';
import { AXIS_WIDTH, plotWidthOf } from './plot-frame.ts';
import { trendRows } from './trend-rows.ts';
import { TrendSingles } from './trend-singles.tsx';
import { useElementWidth } from './use-element-width.ts';

type TrendChartProps = { model: TrendModel; height: number };

/** A median as a line, its upper quarter as a band, the period before as a faint line; gaps stay gaps. */
export function TrendChart({ model, height }: TrendChartProps) {
  const [ref, width] = useElementWidth();
  const rows = useMemo(() => trendRows(model.columns), [model.columns]);
  const plotWidth = plotWidthOf(width);
  const placed = placeMarks(model.marks, {
    left: AXIS_WIDTH,
    width: plotWidth,
    columnWidth: plotWidth / Math.max(rows.length, 1),
  });
  return (
    <div ref={ref}>
      <ColumnChart
        axes={model}
        rows={rows}
        readouts={model.columns.map((column) => column.readout)}
        width={width}
        height={height}
        top={model.marks.length === 0 ? undefined : MARKS_TOP}
        xScale="continuous"
      >
        {(columnWidth) => (
          <>
            <Area
              {...plain}
              dataKey="band"
              fill="var(--bw-band)"
              fillOpacity={1}
              stroke="none"
              dot={() => null}
            />
            <Line
              {...plain}
              dataKey="previous"
              stroke="var(--bw-previous)"
              strokeWidth={1.25}
              strokeOpacity={0.75}
              dot={previousDot}
            />
            {markLines(placed)}
            <Line {...median} dataKey="solid" dot={dotOf(columnWidth)} />
            <Line
              {...median}
              dataKey="tail"
              strokeDasharray="2 4"
              strokeLinecap="round"
              dot={dotOf(columnWidth)}
            />
            <TrendSingles rows={rows} columnWidth={columnWidth} />
          </>
        )}
      </ColumnChart>
      <MarkList placed={placed} marks={model.marks} />
    </div>
  );
}

const plain = {
  type: 'linear',
  activeDot: false,
  isAnimationActive: false,
} as const;

const median = {
  ...plain,
  stroke: 'var(--bw-accent)',
  strokeWidth: 2,
  strokeLinejoin: 'round',
} as const;

function previousDot({ cx, cy, payload }: DotItemDotProps) {
  return typeof cy === 'number' && payload.isLonePrevious ? (
    <circle className={styles.pointPrevious} cx={cx} cy={cy} r={2} />
  ) : null;
}

/** A dot per median; where columns are narrow, only for those that no line reaches. */
function dotOf(columnWidth: number) {
  const isNarrow = columnWidth < 8;
  return ({ cx, cy, payload, dataKey }: DotItemDotProps) => {
    const isFinal = dataKey === 'solid';
    // Recharts gives a gap as null or leaves it out, by the place of the gap.
    if (
      typeof cy !== 'number' ||
      payload.isPartial === isFinal ||
      (isNarrow && !payload.isLoneMedian)
    ) {
      return null;
    }
    return (
      <circle
        className={isFinal ? styles.point : styles.pointPartial}
        cx={cx}
        cy={cy}
        r={isNarrow ? 2 : 3}
      />
    );
  };
}
