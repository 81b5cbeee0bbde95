import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Notice } from '../../ui/notice.tsx';
import { Widget } from '../../ui/widget.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { refreshPeople } from './use-people.ts';

/** What was merged, split, named and dismissed, each with the way back. */
export function ChangeList() {
  const query = useQuery(trpc.people.changes.queryOptions());
  const undo = useMutation(trpc.people.undo.mutationOptions({ onSuccess: refreshPeople }));
  const mayWrite = useMay('people.write');
  const changes = query.data ?? [];
  if (changes.length === 0) {
    return null;
  }
  return (
    <Widget title="What was changed" subtitle="Newest first. Everything can be taken back.">
      <Failure errors={[undo.error]} />
      {(undo.data?.remarks ?? []).map((remark) => (
        <Notice key={remark} tone="info">
          {remark}
        </Notice>
      ))}
      <ul className={styles.list} aria-label="Changes">
        {changes.map(({ id, words, changedAt, changedBy, undoneAt }) => (
          <li key={id} className={styles.item}>
            <div className={styles.row}>
              <div className={styles.words}>
                <p className={undoneAt === null ? undefined : styles.undone}>{words}</p>
                <p className={styles.hint}>
                  {formatInstant(changedAt)}
                  {changedBy === null ? '' : ` · by ${changedBy}`}
                  {undoneAt === null ? '' : ` · taken back ${formatInstant(undoneAt)}`}
                </p>
              </div>
              {undoneAt === null && mayWrite ? (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`Take back: ${words}`}
                  loading={undo.isPending && undo.variables.changeId === id}
                  onClick={() => undo.mutate({ changeId: id })}
                >
                  Take back
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Widget>
  );
}
