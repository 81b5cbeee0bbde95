import { ownPath } from '@bellwether/shared/access/own-path';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { onSessionEnded } from '../lib/session-end.ts';
import { isSessionOver } from './is-session-over.ts';
import { useTypedText } from './use-typed-text.ts';

const SessionCover = lazy(() =>
  import('./session-cover.tsx').then((m) => ({ default: m.SessionCover })),
);

/**
 * When the session has ended: to the form, with the way back. Where something was typed that is not stored, the page
 * stays under a cover, and one signs in beside it.
 */
export function SessionEnd() {
  const hasTyped = useTypedText();
  const leave = useLeave();
  const [isCovered, setCovered] = useState(false);
  useEffect(() => {
    let isAsking = false;
    const notice = async () => {
      if (isAsking) {
        return;
      }
      isAsking = true;
      const isOver = await isSessionOver();
      isAsking = false;
      if (isOver && hasTyped.current) {
        setCovered(true);
      } else if (isOver) {
        leave();
      }
    };
    return onSessionEnded(() => void notice());
  }, [hasTyped, leave]);
  return isCovered ? (
    <Suspense fallback={null}>
      <SessionCover onBack={() => setCovered(false)} onLeave={leave} />
    </Suspense>
  ) : null;
}

/** To the form, with the way back to this page; nothing that was answered stays. */
function useLeave(): () => void {
  const router = useRouter();
  return useCallback(() => {
    const { href, pathname } = router.state.location;
    if (pathname === '/sign-in') {
      return;
    }
    queryClient.clear();
    const next = ownPath(href) ?? undefined;
    void router.navigate({ to: '/sign-in', search: { next }, replace: true });
  }, [router]);
}
