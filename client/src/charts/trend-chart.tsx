import type { TrendColumn, TrendModel } from './chart.types.ts';
import styles from './charts.module.css';
import { ColumnPlot } from './column-plot.tsx';
import { linePath, type Scale, splitRuns } from './scale.ts';

type TrendChartProps = { model: TrendModel; height: number };

/** A median as a line, its upper quarter as a band, the period before as a faint line; gaps stay gaps. */
export function TrendChart({ model, height }: TrendChartProps) {
  return (
    <ColumnPlot
      height={height}
      summary={model.summary}
      columnName={model.columnName}
      readouts={model.columns.map((column) => column.readout)}
      yTicks={model.yTicks}
      yMax={model.yMax}
      xTicks={model.xTicks}
    >
      {({ center, columnWidth, y }) => (
        <g>
          <Bands columns={model.columns} center={center} y={y} columnWidth={columnWidth} />
          <Lines columns={model.columns} center={center} y={y} of="previous" />
          <Lines columns={model.columns} center={center} y={y} of="median" />
          <Points columns={model.columns} center={center} y={y} columnWidth={columnWidth} />
        </g>
      )}
    </ColumnPlot>
  );
}

type PartProps = { columns: readonly TrendColumn[]; center: Scale; y: Scale };

function Bands({ columns, center, y, columnWidth }: PartProps & { columnWidth: number }) {
  return splitRuns(columns.map((column) => column.band)).map((run) => {
    const only = run.values.length === 1 ? run.values[0] : undefined;
    if (only !== undefined) {
      const width = Math.min(columnWidth * 0.5, 12);
      return (
        <rect
          key={run.start}
          className={styles.band}
          x={center(run.start) - width / 2}
          y={y(only[1])}
          width={width}
          height={Math.max(y(only[0]) - y(only[1]), 1)}
        />
      );
    }
    const upper = run.values.map((band, i) => ({ x: center(run.start + i), y: y(band[1]) }));
    const lower = run.values.map((band, i) => ({ x: center(run.start + i), y: y(band[0]) }));
    return (
      <path
        key={run.start}
        className={styles.band}
        d={`${linePath([...upper, ...lower.reverse()])}Z`}
      />
    );
  });
}

function Lines({ columns, center, y, of }: PartProps & { of: 'median' | 'previous' }) {
  const isMedian = of === 'median';
  const last = columns.at(-1);
  const dotsLast = isMedian && last?.isPartial === true && last.median !== null;
  return splitRuns(columns.map((column) => column[of])).map((run) => {
    const points = run.values.map((value, i) => ({ x: center(run.start + i), y: y(value) }));
    const isCut = dotsLast && run.start + run.values.length === columns.length;
    const solid = isCut ? points.slice(0, -1) : points;
    return (
      <g key={run.start}>
        <path className={isMedian ? styles.median : styles.previous} d={linePath(solid)} />
        {isCut ? (
          <path className={`${styles.median} ${styles.partial}`} d={linePath(points.slice(-2))} />
        ) : null}
      </g>
    );
  });
}

function Points({ columns, center, y, columnWidth }: PartProps & { columnWidth: number }) {
  const radius = columnWidth < 8 ? 0 : 3;
  return columns.map((column, index) => (
    <g key={column.key}>
      {column.median === null || (radius === 0 && !isAlone(columns, index)) ? null : (
        <circle
          className={column.isPartial ? styles.pointPartial : styles.point}
          cx={center(index)}
          cy={y(column.median)}
          r={Math.max(radius, 2)}
        />
      )}
      {column.dots.map((value, i) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots of a column have no other identity and never move
          key={i}
          className={styles.single}
          cx={center(index)}
          cy={y(value)}
          r={2.5}
        />
      ))}
    </g>
  ));
}

function isAlone(columns: readonly TrendColumn[], index: number): boolean {
  return (
    (columns[index - 1]?.median ?? null) === null && (columns[index + 1]?.median ?? null) === null
  );
}
