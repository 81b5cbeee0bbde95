import { ownPath } from '@bellwether/shared/access/own-path';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { beginSession } from '../../shell/begin-session.ts';

/** Somebody has just signed in: on to the page that they came for, if it is one of ours, else to the first. */
export function useGoIn(next?: string): () => Promise<void> {
  const router = useRouter();
  return useCallback(async () => {
    // Where that fails, the guard before the page says where to go.
    await beginSession().catch(() => undefined);
    router.history.replace((next === undefined ? null : ownPath(next)) ?? '/');
  }, [router, next]);
}
