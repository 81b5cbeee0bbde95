import styles from './charts.module.css';

export type LegendEntry = {
  label: string;
  color: string;
  shape: 'line' | 'dotted' | 'faint' | 'area' | 'dot';
};

/** Says in words what each mark means; it stands above the chart, never on it. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map((entry) => (
        <li key={entry.label}>
          <svg className={styles.key} viewBox="0 0 16 10" aria-hidden="true">
            <Mark entry={entry} />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}

function Mark({ entry }: { entry: LegendEntry }) {
  switch (entry.shape) {
    case 'area':
      return <rect x="2" width="12" height="10" rx="2" fill={entry.color} />;
    case 'dot':
      return <circle cx="8" cy="5" r="3.5" fill={entry.color} />;
    case 'line':
      return <path d="M0 5H16" stroke={entry.color} strokeWidth="2" />;
    case 'faint':
      return <path d="M0 5H16" stroke={entry.color} strokeWidth="1.25" />;
    case 'dotted':
      return (
        <path
          d="M1 5H16"
          stroke={entry.color}
          strokeWidth="2"
          strokeDasharray="2 4"
          strokeLinecap="round"
        />
      );
  }
}
