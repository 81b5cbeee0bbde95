import type { SessionSummary } from '@bellwether/shared/access/account.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { expectSessionEnd } from '../../lib/session-end.ts';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './account.module.css';
import { FormError } from './form-error.tsx';
import { prepareSessions } from './sessions.prepare.ts';

/** The browsers in which one is signed in, and the way to end them. */
export function AccountSessions() {
  const query = useQuery(trpc.access.sessions.queryOptions());
  return (
    <Widget title="Where you are signed in">
      <QueryView query={query} what="The browsers" height={120}>
        {(sessions) => <Sessions sessions={sessions} />}
      </QueryView>
    </Widget>
  );
}

function Sessions({ sessions }: { sessions: readonly SessionSummary[] }) {
  const end = useMutation(
    trpc.access.endSession.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.access.sessions.queryKey() }),
    }),
  );
  const endAll = useMutation(
    trpc.access.endAllSessions.mutationOptions({
      onSuccess: () => window.location.assign('/sign-in'),
    }),
  );
  const failed = end.error ?? endAll.error;
  return (
    <>
      <ul className={styles.list}>
        {prepareSessions(sessions, new Date().toISOString()).map((session) => (
          <li key={session.id} className={styles.item}>
            <span className={styles.itemWords}>
              <span>{session.title}</span>
              <span className={styles.hint}>{session.detail}</span>
            </span>
            {session.isCurrent ? (
              <span className={styles.hint}>This browser</span>
            ) : (
              <Button
                size="xs"
                variant="default"
                aria-label={`Sign out ${session.title}`}
                loading={end.isPending && end.variables.sessionId === session.id}
                onClick={() => end.mutate({ sessionId: session.id })}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={`${styles.stack} ${styles.foot}`}>
        <FormError error={failed === null ? null : readAppError(failed)} fields={[]} />
        <div className={styles.row}>
          <Button
            variant="default"
            loading={endAll.isPending || endAll.isSuccess}
            onClick={() => {
              expectSessionEnd();
              endAll.mutate();
            }}
          >
            Sign out everywhere
          </Button>
          <span className={styles.hint}>In this browser, too.</span>
        </div>
      </div>
    </>
  );
}
