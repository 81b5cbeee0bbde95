import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { trpc } from '../lib/trpc.ts';
import { resetAnswers } from '../lib/use-me.ts';

/** Removes a connection with all that was read through it, then shows what is left. */
export function useRemoveConnection() {
  const router = useRouter();
  return useMutation(
    trpc.connections.remove.mutationOptions({
      onSuccess: async () => {
        await resetAnswers();
        await router.invalidate();
      },
    }),
  );
}
