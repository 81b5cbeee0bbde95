import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { expectSessionEnd } from '../lib/session-end.ts';
import { trpc } from '../lib/trpc.ts';
import { beginSession } from './begin-session.ts';

/** Enters the sample team in a role; an open page is shown anew in it. */
export function useEnterSample() {
  const router = useRouter();
  return useMutation(
    trpc.access.enterSample.mutationOptions({
      onMutate: expectSessionEnd,
      onSettled: (_data, _error, _input, end) => end?.(),
      onSuccess: async () => {
        await beginSession();
        await router.invalidate();
      },
    }),
  );
}
