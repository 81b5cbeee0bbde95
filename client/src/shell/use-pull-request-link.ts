import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Opens a pull request in the drawer of whatever page is shown; null closes it. */
export function useOpenPullRequest(): (id: string | null) => void {
  const navigate = useNavigate();
  return useCallback(
    (id) => {
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, pr: id ?? undefined }),
        resetScroll: false,
      });
    },
    [navigate],
  );
}
