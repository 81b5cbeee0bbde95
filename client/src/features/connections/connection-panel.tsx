import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { useRemoveConnection } from '../../shell/use-remove-connection.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { GithubLink } from '../../ui/github-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './connections.module.css';
import { describeConnection, describeRemoval } from './connections.prepare.ts';
import { RightsList } from './rights-list.tsx';

/** One connection: whose, what it may read, which repositories, and the way to be rid of it. */
export function ConnectionPanel({ connection }: { connection: ConnectionSummary }) {
  const [isAsking, setAsking] = useState(false);
  const isSample = connection.kind === 'sample';
  const title = isSample ? 'Sample team' : `GitHub as ${connection.login ?? 'unknown'}`;
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
          {isSample ? null : (
            <ButtonLink
              to="/welcome"
              search={{ connection: connection.id }}
              size="xs"
              variant="default"
            >
              Add repositories
            </ButtonLink>
          )}
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
      {connection.rights === null ? null : <RightsList rights={connection.rights} />}
      <Repositories connection={connection} />
    </section>
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

function Repositories({ connection }: { connection: ConnectionSummary }) {
  if (connection.repositories.length === 0) {
    return <p className={styles.hint}>No repository is read through it yet.</p>;
  }
  return (
    <ul className={styles.repositories} aria-label="Repositories">
      {connection.repositories.map((repository) => (
        <li key={repository.id} className={styles.repository}>
          <span>
            <GithubLink url={repository.url}>{repository.repository}</GithubLink>
            {repository.isPrivate ? <span className={styles.mark}>private</span> : null}
            {repository.isArchived ? <span className={styles.mark}>archived</span> : null}
            {repository.isEmpty ? <span className={styles.mark}>empty</span> : null}
          </span>
          <span className={styles.hint}>
            {repository.historyFrom === null
              ? 'all of its history'
              : `since ${formatDay(repository.historyFrom.slice(0, 10))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
