import type { SyncState } from '@bellwether/shared/sync-status/sync-status.schema';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconRefresh,
} from '@tabler/icons-react';
import { ProgressBar } from './progress-bar.tsx';
import styles from './sync-status.module.css';
import type { StreamRow } from './sync-status.prepare.ts';

const marks: Record<SyncState, { Icon: typeof IconClock; className: string | undefined }> = {
  idle: { Icon: IconCircleCheck, className: styles.ok },
  queued: { Icon: IconClock, className: styles.quiet },
  syncing: { Icon: IconRefresh, className: styles.busy },
  failed: { Icon: IconAlertCircle, className: styles.bad },
  inaccessible: { Icon: IconAlertCircle, className: styles.bad },
};

/** Everything that is read from one repository: a bar each, with counts, pace, and errors with their remedy. */
export function StreamList({ name, rows }: { name: string; rows: readonly StreamRow[] }) {
  return rows.length === 0 ? (
    <p className={styles.summary}>It was not asked for yet.</p>
  ) : (
    <ul aria-label={`What is read from ${name}`}>
      {rows.map((row) => (
        <Stream key={row.key} row={row} />
      ))}
    </ul>
  );
}

function Stream({ row }: { row: StreamRow }) {
  const isUnread = row.state === 'idle' && row.stateWords !== 'Up to date';
  const { Icon, className } = isUnread
    ? { Icon: IconCircleDashed, className: styles.quiet }
    : marks[row.state];
  return (
    <li className={styles.stream}>
      <span className={styles.streamName}>
        <Icon
          size={18}
          stroke={1.75}
          className={className}
          role="img"
          aria-label={row.stateWords}
        />
        {row.label}
      </span>
      <ProgressBar
        label={row.label}
        text={`${row.stateWords}, ${row.counts}`}
        filled={row.filled}
        tone={toneOf(row.state)}
      />
      <span className={styles.counts}>{row.counts}</span>
      <span className={styles.pace}>{row.pace}</span>
      {row.error === null ? null : (
        <p className={styles.error}>
          <span className={styles.errorMessage}>{row.error.message}</span> {row.error.remedy}
        </p>
      )}
    </li>
  );
}

function toneOf(state: SyncState): 'done' | 'busy' | 'bad' {
  if (state === 'syncing') {
    return 'busy';
  }
  return state === 'failed' || state === 'inaccessible' ? 'bad' : 'done';
}
