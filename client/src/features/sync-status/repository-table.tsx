import type { RepositorySyncStatus } from '@bellwether/shared/sync-status/sync-status.schema';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { useMay } from '../../lib/use-me.ts';
import { Notice } from '../../ui/notice.tsx';
import { Widget } from '../../ui/widget.tsx';
import { RemovalDialog } from './removal-dialog.tsx';
import { RepositoryRows } from './repository-rows.tsx';
import styles from './sync-status.module.css';
import { prepareRepository } from './sync-status.prepare.ts';
import { useRepositoryActions } from './use-repository-actions.ts';

/** More would push everything else out of sight. */
const MOST_OPENED = 4;

type RepositoryTableProps = { repositories: readonly RepositorySyncStatus[]; now: number };

/** Every repository: whether it can be trusted, how complete and fresh it is, and what can be done. */
export function RepositoryTable({ repositories, now }: RepositoryTableProps) {
  const may = useMay('sync-status.write');
  const actions = useRepositoryActions();
  const [removing, setRemoving] = useState<RepositorySyncStatus | null>(null);
  const problem = actions.error === null ? null : readAppError(actions.error);
  return (
    <Widget
      title="Repositories"
      subtitle="Everything that is new is asked for every 15 minutes; a name unfolds what is read."
      actions={
        may ? (
          <Button
            size="xs"
            variant="default"
            loading={actions.isPending}
            leftSection={<IconRefresh size={15} aria-hidden="true" />}
            onClick={() => actions.run(null)}
          >
            Read all now
          </Button>
        ) : undefined
      }
    >
      {problem === null ? null : (
        <Notice tone="bad">
          {problem.message} {problem.remedy}
        </Notice>
      )}
      <table className={styles.table}>
        <caption className="visually-hidden">Repositories and how far they are read</caption>
        <thead>
          <tr>
            <th scope="col">Repository</th>
            <th scope="col">Pull requests stored</th>
            <th scope="col" className={styles.wide}>
              Data as of
            </th>
            <th scope="col" className={styles.wide}>
              Next read
            </th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {repositories.map((repository) => (
            <RepositoryRows
              key={repository.repositoryId}
              row={prepareRepository(repository, now)}
              actions={actions}
              isOpening={repositories.length <= MOST_OPENED}
              onRemove={() => setRemoving(repository)}
            />
          ))}
        </tbody>
      </table>
      {removing === null ? null : (
        <RemovalDialog
          repositoryId={removing.repositoryId}
          name={removing.repository}
          onClose={() => setRemoving(null)}
        />
      )}
    </Widget>
  );
}
