import { DefaultZIndexes, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import styles from './charts.module.css';
import type { TrendRow } from './trend-rows.ts';

type TrendSinglesProps = { rows: readonly TrendRow[]; columnWidth: number };

/** What no line or area can show: single values, and a band without a neighbour. */
export function TrendSingles({ rows, columnWidth }: TrendSinglesProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) {
    return null;
  }
  const width = Math.min(columnWidth * 0.5, 12);
  return (
    <>
      <ZIndexLayer zIndex={DefaultZIndexes.area}>
        {rows.map(({ index, band, isLoneBand }) => {
          if (band === null || !isLoneBand) {
            return null;
          }
          const [from, to] = [y(band[0]) ?? 0, y(band[1]) ?? 0];
          return (
            <rect
              key={index}
              className={styles.band}
              x={(x(index) ?? 0) - width / 2}
              y={to}
              width={width}
              height={Math.max(from - to, 1)}
            />
          );
        })}
      </ZIndexLayer>
      <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
        {rows.flatMap(({ index, dots }) =>
          dots.map((value, place) => (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: the dots of a column have no other identity and never move
              key={`${index}-${place}`}
              className={styles.single}
              cx={x(index)}
              cy={y(value)}
              r={2.5}
            />
          )),
        )}
      </ZIndexLayer>
    </>
  );
}
