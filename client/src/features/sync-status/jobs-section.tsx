import { Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconClock,
  IconRefresh,
  IconRotateClockwise,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { type JobRow, prepareJobs } from './jobs.prepare.ts';
import styles from './sync-status.module.css';

const EVERY_MS = 5_000;
const SHOWN = 50;

/** What the server does by itself, for those who may see it. */
export function JobsSection({ now }: { now: number }) {
  const maySee = useMay('jobs.read');
  const mayRetry = useMay('jobs.write');
  const query = useQuery(
    trpc.jobs.list.queryOptions(undefined, { refetchInterval: EVERY_MS, enabled: maySee }),
  );
  const retry = useMutation(
    trpc.jobs.retry.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.jobs.list.queryKey() }),
    }),
  );
  if (!maySee) {
    return null;
  }
  return (
    <Widget title="What is the server doing?" subtitle="Failed first, then running and waiting.">
      {retry.error === null ? null : (
        <Notice tone="bad">
          {readAppError(retry.error).message} {readAppError(retry.error).remedy}
        </Notice>
      )}
      <QueryView query={query} what="The work" height={208}>
        {(jobs) => {
          const rows = prepareJobs(jobs, now).map((row) => ({
            ...row,
            mayRetry: row.mayRetry && mayRetry,
          }));
          return rows.length === 0 ? (
            <EmptyState title="Nothing runs, waits or failed" height={208} />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
            <section className={styles.jobs} tabIndex={0} aria-label="Work of the server">
              <ul>
                {rows.slice(0, SHOWN).map((row) => (
                  <Job
                    key={row.id}
                    row={row}
                    isPending={retry.isPending}
                    onRetry={() => retry.mutate({ jobId: row.id })}
                  />
                ))}
              </ul>
              {rows.length > SHOWN ? (
                <p className={styles.summary}>and {rows.length - SHOWN} more</p>
              ) : null}
            </section>
          );
        }}
      </QueryView>
    </Widget>
  );
}

const marks: Record<JobRow['state'], { Icon: typeof IconClock; className: string | undefined }> = {
  failed: { Icon: IconAlertCircle, className: styles.bad },
  running: { Icon: IconRefresh, className: styles.busy },
  retrying: { Icon: IconRotateClockwise, className: styles.warn },
  waiting: { Icon: IconClock, className: styles.quiet },
  done: { Icon: IconCircleCheck, className: styles.ok },
};

type JobProps = { row: JobRow; isPending: boolean; onRetry: () => void };

function Job({ row, isPending, onRetry }: JobProps) {
  const { Icon, className } = marks[row.state];
  return (
    <li className={styles.job}>
      <Icon size={16} stroke={1.75} className={className} role="img" aria-label={row.stateWords} />
      <div className={styles.jobWords}>
        <p>{row.what}</p>
        <p className={styles.summary}>{row.detail}</p>
        {row.error === null ? null : <p className={styles.errorMessage}>{row.error}</p>}
      </div>
      {row.mayRetry ? (
        <Button
          size="compact-xs"
          variant="default"
          disabled={isPending}
          aria-label={`Try again: ${row.what}`}
          onClick={onRetry}
        >
          Try again
        </Button>
      ) : null}
    </li>
  );
}
