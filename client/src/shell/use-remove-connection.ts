import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { queryClient } from '../lib/query-client.ts';
import { trpc } from '../lib/trpc.ts';

/** Removes a connection with all that was read through it, then shows what is left. */
export function useRemoveConnection() {
  const router = useRouter();
  return useMutation(
    trpc.connections.remove.mutationOptions({
      onSuccess: async () => {
        await queryClient.resetQueries();
        await router.invalidate();
      },
    }),
  );
}
