import { QueryClient } from '@tanstack/react-query';
import { readAppError } from './app-error.ts';

/** Mistakes of the question are not asked again; a server that was away is, twice. */
function shouldRetry(failures: number, error: Error): boolean {
  const { code } = readAppError(error);
  return failures < 2 && (code === 'unreachable' || code === 'upstream_unavailable');
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
