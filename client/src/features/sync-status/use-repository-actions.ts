import { useMutation } from '@tanstack/react-query';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** What can be done with repositories; `error` is that of the last one that failed. */
export function useRepositoryActions() {
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: trpc.syncStatus.overview.queryKey() });
  const options = { onSuccess: refresh };
  const request = useMutation(trpc.syncStatus.request.mutationOptions(options));
  const deepCheck = useMutation(trpc.syncStatus.deepCheck.mutationOptions(options));
  const pause = useMutation(trpc.syncStatus.pause.mutationOptions(options));
  const resume = useMutation(trpc.syncStatus.resume.mutationOptions(options));
  const all = [request, deepCheck, pause, resume];
  const failed = all
    .filter((mutation) => mutation.error !== null)
    .sort((a, b) => b.submittedAt - a.submittedAt)[0];
  return {
    error: failed?.error ?? null,
    isPending: all.some((mutation) => mutation.isPending),
    run: (repositoryId: string | null) => request.mutate({ repositoryId }),
    deepCheck: (repositoryId: string | null, reach: 'recent' | 'whole') =>
      deepCheck.mutate({ repositoryId, reach }),
    pause: (repositoryId: string) => pause.mutate({ repositoryId }),
    resume: (repositoryId: string) => resume.mutate({ repositoryId }),
  };
}

export type RepositoryActions = ReturnType<typeof useRepositoryActions>;
