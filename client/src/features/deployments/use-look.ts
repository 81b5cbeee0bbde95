import { useMutation } from '@tanstack/react-query';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** Has something read from GitHub that no rule counts yet, so that it can be previewed. */
export function useLook() {
  return useMutation(
    trpc.deployments.look.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.deployments.pathKey() }),
    }),
  );
}
