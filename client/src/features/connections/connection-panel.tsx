import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useRemoveConnection } from '../../shell/use-remove-connection.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConnectedRepositories } from './connected-repositories.tsx';
import { ConnectionSecret } from './connection-secret.tsx';
import styles from './connections.module.css';
import {
  describeConnection,
  describeRemoval,
  describeSuspension,
  titleOf,
} from './connections.prepare.ts';
import { RightsList } from './rights-list.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

/** One connection: whose, what it may read, which repositories, and the way to be rid of it. */
export function ConnectionPanel({ connection }: { connection: ConnectionSummary }) {
  const [isAsking, setAsking] = useState(false);
  const isSample = connection.kind === 'sample';
  const title = titleOf(connection);
  const suspension = describeSuspension(connection);
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.row}>
        <div>
          <h2 className={styles.panelTitle}>{title}</h2>
          <p className={styles.hint}>{describeConnection(connection, new Date().toISOString())}</p>
          {isSample || connection.apiUrl === 'https://api.github.com' ? null : (
            <p className={styles.hint}>{connection.apiUrl}</p>
          )}
        </div>
        <div className={`${styles.row} ${styles.end}`}>
          {connection.kind === 'token' ? (
            <ButtonLink
              to="/welcome"
              search={{ connection: connection.id }}
              size="xs"
              variant="default"
            >
              Add repositories
            </ButtonLink>
          ) : null}
          <Button
            size="xs"
            variant="default"
            aria-expanded={isAsking}
            onClick={() => setAsking(!isAsking)}
          >
            Remove
          </Button>
        </div>
      </div>
      {isAsking ? <Removal connection={connection} onLeave={() => setAsking(false)} /> : null}
      {suspension === null ? null : <Notice tone="warn">{suspension}</Notice>}
      {connection.rights === null ? null : <RightsList rights={connection.rights} />}
      {isSample ? null : <ConnectionSecret connection={connection} />}
      {isSample ? null : <CheckRights connectionId={connection.id} />}
      {isSample ? null : <WebhookSecret connection={connection} />}
      <ConnectedRepositories connection={connection} />
    </section>
  );
}

function CheckRights({ connectionId }: { connectionId: string }) {
  const check = useMutation(
    trpc.connections.checkRights.mutationOptions({
      onSuccess: () =>
        queryClient.invalidateQueries({ queryKey: trpc.connections.list.queryKey() }),
    }),
  );
  const error = check.isError ? readAppError(check.error) : null;
  return (
    <>
      {error === null ? null : (
        <Notice tone="bad">
          {error.message} {error.remedy}
        </Notice>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          loading={check.isPending}
          onClick={() => check.mutate({ connectionId })}
        >
          Check the rights again
        </Button>
      </div>
    </>
  );
}

function Removal({ connection, onLeave }: { connection: ConnectionSummary; onLeave: () => void }) {
  const preview = useQuery(
    trpc.connections.removalPreview.queryOptions({ connectionId: connection.id }, { staleTime: 0 }),
  );
  const remove = useRemoveConnection();
  const error = remove.error ?? preview.error;
  return (
    <Notice tone={error === null ? 'warn' : 'bad'}>
      <p>
        {preview.data === undefined
          ? 'Counting what would be removed…'
          : describeRemoval(preview.data)}
        {error === null ? '' : ` ${readAppError(error).message}`}
      </p>
      <div className={styles.row} style={{ marginTop: 8 }}>
        <Button
          size="xs"
          color="#b8322a"
          disabled={preview.data === undefined}
          loading={remove.isPending}
          onClick={() => remove.mutate({ connectionId: connection.id })}
        >
          Remove for good
        </Button>
        <Button size="xs" variant="default" onClick={onLeave}>
          Keep it
        </Button>
      </div>
    </Notice>
  );
}
