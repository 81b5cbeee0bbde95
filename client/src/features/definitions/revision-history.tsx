import type {
  DefinitionsOverview,
  Revision,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Widget } from '../../ui/widget.tsx';
import styles from './definitions.module.css';
import { revisionState } from './definitions.prepare.ts';

/** Every change of the definitions, newest first, each of them one click from counting again. */
export function RevisionHistory({ overview }: { overview: DefinitionsOverview }) {
  const may = useMay('definitions.write');
  const restore = useMutation(
    trpc.definitions.restore.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.definitions.pathKey() }),
    }),
  );
  const problem = restore.isError ? readAppError(restore.error) : null;
  return (
    <Widget
      title="What was changed before?"
      subtitle={`Version ${overview.definitionVersion} of Bellwether’s own rules, revision ${overview.revision} of yours. Charts mark the day of each change.`}
    >
      {problem === null ? null : (
        <p className={styles.error} role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      <ol className={styles.history}>
        {overview.history.map((revision) => (
          <li key={revision.revision} className={styles.revision}>
            <RevisionWords revision={revision} />
            {!may || revision.state === 'active' || revision.state === 'deriving' ? null : (
              <Button
                size="xs"
                variant="default"
                aria-label={`Restore revision ${revision.revision}`}
                loading={restore.isPending && restore.variables.revision === revision.revision}
                onClick={() =>
                  restore.mutate({
                    revision: revision.revision,
                    basedOn: overview.latestRevision,
                  })
                }
              >
                Restore
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Widget>
  );
}

function RevisionWords({ revision }: { revision: Revision }) {
  const { note, changes, createdAt, createdBy, activatedAt } = revision;
  const at = activatedAt ?? createdAt;
  return (
    <div>
      <p>{changes.length === 0 ? (note ?? 'Nothing differs') : changes.join('; ')}</p>
      <p className={styles.hint}>
        Revision {revision.revision} · {revisionState(revision)}
        {at === null ? '' : ` · ${formatInstant(at)}`}
        {createdBy === null ? '' : ` · by ${createdBy}`}
        {note === null || changes.length === 0 ? '' : ` · “${note}”`}
        {revision.error === null ? '' : ` · ${revision.error}`}
      </p>
    </div>
  );
}
