import type { TokenScope } from '@bellwether/shared/access/token-scopes';
import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { MadeToken } from './made-token.tsx';
import { TokenForm } from './token-form.tsx';

type MakeTokenDialogProps = { grantable: readonly TokenScope[]; onClose: () => void };

/** Makes a token and shows it this once: when the dialog goes, nothing here remembers it. */
export function MakeTokenDialog({ grantable, onClose }: MakeTokenDialogProps) {
  const make = useMutation(
    trpc.tokens.create.mutationOptions({
      gcTime: 0,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.tokens.list.queryKey() }),
    }),
  );
  const close = () => {
    make.reset();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={make.data === undefined ? 'Make a token' : 'The token is made'}
      size="lg"
      centered
      closeOnClickOutside={false}
      closeOnEscape={make.data === undefined}
      withCloseButton={make.data === undefined}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {make.data === undefined ? (
        <TokenForm
          grantable={grantable}
          isPending={make.isPending}
          error={make.isError ? readAppError(make.error) : null}
          onMake={make.mutate}
        />
      ) : (
        <MadeToken made={make.data} onKept={close} />
      )}
    </Modal>
  );
}
