import styles from './charts.module.css';
import type { HeatModel } from './depth.types.ts';
import { PlaceCursor } from './place-cursor.tsx';
import { useElementWidth } from './use-element-width.ts';

const LEFT = 40;
const BOTTOM = 22;
const RIGHT = 2;
const GAP = 1;
const FAINTEST = 0.08;

type HeatChartProps = { model: HeatModel; height: number };

/** A grid of cells, the darker the more; nothing to tell stays empty. */
export function HeatChart({ model, height }: HeatChartProps) {
  const [ref, width] = useElementWidth();
  const columns = model.columns.length;
  const grid = { x: LEFT, y: 0, width: Math.max(width - LEFT - RIGHT, 0), height: height - BOTTOM };
  const cell = { width: grid.width / columns, height: grid.height / model.rows.length };
  const boxOf = (place: number) => ({
    x: grid.x + (place % columns) * cell.width,
    y: Math.floor(place / columns) * cell.height,
    width: Math.max(cell.width - GAP, 1),
    height: Math.max(cell.height - GAP, 1),
  });
  return (
    <figure ref={ref} className={styles.figure} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={model.summary}>
          {model.rows.map((row, index) => (
            <text
              key={row}
              className={styles.tick}
              x={LEFT - 8}
              y={(index + 0.5) * cell.height + 4}
              textAnchor="end"
            >
              {row}
            </text>
          ))}
          {model.columnTicks.map((column) => (
            <text
              key={column}
              className={styles.tick}
              x={grid.x + column * cell.width}
              y={height - 6}
              textAnchor={column === 0 ? 'start' : 'middle'}
            >
              {model.columns[column]}
            </text>
          ))}
          {model.cells.map(({ strength, readout }, place) => (
            <rect
              key={readout.title}
              {...boxOf(place)}
              rx={2}
              className={strength === null ? styles.cellEmpty : styles.cell}
              fillOpacity={strength === null ? undefined : FAINTEST + (1 - FAINTEST) * strength}
            />
          ))}
        </svg>
      )}
      {width === 0 ? null : (
        <PlaceCursor
          label="Read one cell after the other"
          summary={model.summary}
          readouts={model.cells.map(({ readout }) => readout)}
          area={grid}
          width={width}
          steps={{ up: -columns, down: columns }}
          placeAt={(x, y) => {
            const column = Math.min(
              Math.max(Math.floor((x - grid.x) / cell.width), 0),
              columns - 1,
            );
            const row = Math.min(Math.max(Math.floor(y / cell.height), 0), model.rows.length - 1);
            return row * columns + column;
          }}
          anchorOf={(place) => {
            const box = boxOf(place);
            return { x: box.x + box.width / 2, y: Math.min(box.y + box.height + 4, height - 96) };
          }}
        >
          {(place) => {
            const box = boxOf(place);
            return (
              <div
                className={styles.cellRing}
                style={{
                  left: box.x - 1,
                  top: box.y - 1,
                  width: box.width + 2,
                  height: box.height + 2,
                }}
              />
            );
          }}
        </PlaceCursor>
      )}
    </figure>
  );
}
