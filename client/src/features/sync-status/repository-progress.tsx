import type {
  RepositorySyncStatus,
  SyncState,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconRefresh,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './sync-status.module.css';
import { describeRepository, prepareStreams, type StreamRow } from './sync-status.prepare.ts';

type RepositoryProgressProps = { repository: RepositorySyncStatus; now: number };

/** One repository: a bar for each thing that is read from it, with counts, pace and errors in plain words. */
export function RepositoryProgress({ repository, now }: RepositoryProgressProps) {
  const request = useMutation(trpc.syncStatus.request.mutationOptions());
  const isBusy = repository.state === 'syncing' || repository.state === 'queued';
  return (
    <section className={styles.repository} aria-label={repository.repository}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.name}>{repository.repository}</h2>
          <p className={styles.summary}>{describeRepository(repository, now)}</p>
          {request.isError ? (
            <p className={styles.error} role="alert">
              {readAppError(request.error).message}
            </p>
          ) : null}
        </div>
        <Button
          size="xs"
          variant="default"
          disabled={isBusy}
          loading={request.isPending}
          leftSection={<IconRefresh size={15} aria-hidden="true" />}
          onClick={() => request.mutate({ repositoryId: repository.repositoryId })}
        >
          Read now
        </Button>
      </div>
      <ul>
        {prepareStreams(repository, now).map((row) => (
          <Stream key={row.key} row={row} />
        ))}
      </ul>
    </section>
  );
}

const marks: Record<SyncState, { Icon: typeof IconClock; className: string | undefined }> = {
  idle: { Icon: IconCircleCheck, className: styles.ok },
  queued: { Icon: IconClock, className: styles.quiet },
  syncing: { Icon: IconRefresh, className: styles.busy },
  failed: { Icon: IconAlertCircle, className: styles.bad },
  inaccessible: { Icon: IconAlertCircle, className: styles.bad },
};

function Stream({ row }: { row: StreamRow }) {
  const isUnread = row.state === 'idle' && row.stateWords !== 'Up to date';
  const { Icon, className } = isUnread
    ? { Icon: IconCircleDashed, className: styles.quiet }
    : marks[row.state];
  const percent = row.filled === null ? undefined : Math.round(row.filled * 100);
  return (
    <li className={`${styles.stream} ${styles[row.state] ?? ''}`}>
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
      <div
        className={styles.track}
        role="progressbar"
        aria-label={row.label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={`${row.stateWords}, ${row.counts}`}
      >
        <div
          className={row.filled === null ? `${styles.fill} ${styles.unknown}` : styles.fill}
          style={row.filled === null ? undefined : { width: `${row.filled * 100}%` }}
        />
      </div>
      <span className={styles.counts}>{row.counts}</span>
      <span className={styles.pace}>{row.pace}</span>
      {row.error === null ? null : <p className={styles.error}>{row.error}</p>}
    </li>
  );
}
