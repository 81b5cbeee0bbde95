import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { readAppError } from './app-error.ts';
import { tellSessionEnded } from './session-end.ts';

/** Mistakes of the question are not asked again; a server that was away is, twice. */
function shouldRetry(failures: number, error: Error): boolean {
  const { code } = readAppError(error);
  return failures < 2 && (code === 'unreachable' || code === 'upstream_unavailable');
}

/** Whichever question it was: an answer that one is not signed in is about the whole page. */
function watchSession(error: Error): void {
  if (readAppError(error).code === 'unauthenticated') {
    tellSessionEnded();
  }
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watchSession }),
  mutationCache: new MutationCache({ onError: watchSession }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
