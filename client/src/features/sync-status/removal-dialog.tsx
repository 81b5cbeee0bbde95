import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { describeRemoval } from './removal.prepare.ts';
import styles from './sync-status.module.css';

type RemovalDialogProps = { repositoryId: string; name: string; onClose: () => void };

/** Says what removing a repository deletes before it does. */
export function RemovalDialog({ repositoryId, name, onClose }: RemovalDialogProps) {
  const preview = useQuery(
    trpc.syncStatus.removalPreview.queryOptions({ repositoryId }, { staleTime: 0, gcTime: 0 }),
  );
  const remove = useMutation(
    trpc.syncStatus.removeRepository.mutationOptions({
      onSuccess: async () => {
        onClose();
        await queryClient.invalidateQueries();
      },
    }),
  );
  const error = remove.error ?? preview.error;
  const words = preview.data === undefined ? null : describeRemoval(preview.data);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Remove ${name}?`}
      size="md"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.dialog}>
        {error === null ? null : (
          <Notice tone="bad">
            {readAppError(error).message} {readAppError(error).remedy}
          </Notice>
        )}
        {words === null && error === null ? <p>Counting what would be deleted…</p> : null}
        {words === null ? null : (
          <>
            {words.goes.length === 0 ? (
              <p>Nothing has been read from it yet.</p>
            ) : (
              <>
                <p>This is deleted here:</p>
                <ul className={styles.goes}>
                  {words.goes.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </>
            )}
            <p>{words.stays}</p>
            {words.warning === null ? null : <Notice tone="warn">{words.warning}</Notice>}
          </>
        )}
        <div className={styles.actions}>
          <Button
            color="#b8322a"
            disabled={words === null}
            loading={remove.isPending}
            onClick={() => remove.mutate({ repositoryId })}
          >
            Remove for good
          </Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
