import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';

/** The link by which one came: its token stands in the fragment, which browsers send to nobody. */
export function useLink(kind: 'invitation' | 'password-reset') {
  const token = useLocation({ select: ({ hash }) => hash });
  const link = useQuery(
    trpc.access.describeLink.queryOptions(
      { token },
      { enabled: token !== '', staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    ),
  );
  const isWrongKind = link.data !== undefined && link.data.kind !== kind;
  return {
    token,
    link: isWrongKind ? undefined : link.data,
    isPending: token !== '' && link.isPending,
    error: link.isError ? readAppError(link.error) : null,
  };
}
