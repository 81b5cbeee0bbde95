import type { Capability } from '@bellwether/shared/access/capabilities';
import { useQuery } from '@tanstack/react-query';
import { queryClient } from './query-client.ts';
import { trpc } from './trpc.ts';

/** Who is signed in. The server tells when it changes; nothing is asked by the clock. */
export const meOptions = trpc.access.me.queryOptions(undefined, {
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in; undefined: nobody, or it is not known yet. */
export function useMe() {
  return useQuery(meOptions).data;
}

/** Whether who is signed in may use the capability. Pages show and leave out by it; the server decides. */
export function useMay(capability: Capability): boolean {
  return useMe()?.capabilities.includes(capability) === true;
}

/** Forgets what was answered, and asks anew what is being shown. Who is signed in stays: the frame stands on it. */
export async function resetAnswers(): Promise<void> {
  const [about] = trpc.access.me.queryKey();
  await queryClient.resetQueries({
    predicate: ({ queryKey: [path] }) => JSON.stringify(path) !== JSON.stringify(about),
  });
}
