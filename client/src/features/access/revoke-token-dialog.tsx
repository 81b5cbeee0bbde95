import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { FormError } from './form-error.tsx';
import styles from './tokens.module.css';
import { describeRevocation, type TokenRow } from './tokens.prepare.ts';

/** Asks once more before a program loses its key. */
export function RevokeTokenDialog({ row, onClose }: { row: TokenRow; onClose: () => void }) {
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.tokens.list.queryKey() });
        onClose();
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Revoke ${row.name}?`}
      size="md"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.form}>
        <p>{describeRevocation(row)}</p>
        <FormError error={revoke.isError ? readAppError(revoke.error) : null} fields={[]} />
        <div className={styles.actions}>
          <Button
            color="#b8322a"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ tokenId: row.id })}
          >
            Revoke for good
          </Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
