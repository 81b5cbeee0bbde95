import styles from './bar-list.module.css';
import type { BarListModel, BarRow } from './bar-list.types.ts';

type BarListProps = {
  model: BarListModel;
  /** Opens what stands behind a row. */
  onOpen?: (key: string) => void;
};

/** One bar below the other with a line across; a row that has something behind it is a button. */
export function BarList({ model, onOpen }: BarListProps) {
  return (
    <ul className={styles.list} aria-label={model.summary}>
      {model.rows.map((row) => (
        <li key={row.key}>
          {row.isOpen && onOpen !== undefined ? (
            <button
              type="button"
              className={styles.row}
              title="Show the pull requests"
              onClick={() => onOpen(row.key)}
            >
              <Cells row={row} model={model} />
            </button>
          ) : (
            <div className={styles.row}>
              <Cells row={row} model={model} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Cells({ row, model: { max, marker } }: { row: BarRow; model: BarListModel }) {
  const place = (value: number) => `${Math.min(100, (value / Math.max(max, 1e-9)) * 100)}%`;
  return (
    <>
      <span>
        <span className={styles.name} dir="auto">
          {row.label}
        </span>
        <span className={styles.detail}>{row.detail}</span>
      </span>
      <span className={styles.track} aria-hidden="true">
        {row.value === null ? null : (
          <span className={styles.bar} style={{ width: place(row.value), background: row.color }} />
        )}
        {row.previous === null ? null : (
          <span className={styles.previous} style={{ left: place(row.previous) }} />
        )}
        <span className={styles.marker} style={{ left: place(marker.value) }} />
      </span>
      <span className={styles.value}>{row.text}</span>
    </>
  );
}
