import { ownPath } from '@bellwether/shared/access/own-path';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { onSessionEnded } from '../lib/session-end.ts';
import { meOptions } from '../lib/use-me.ts';
import { isSessionOver } from './is-session-over.ts';
import styles from './session-end.module.css';
import { useTypedText } from './use-typed-text.ts';

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
  return isCovered ? <Cover onBack={() => setCovered(false)} onLeave={leave} /> : null;
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

function Cover({ onBack, onLeave }: { onBack: () => void; onLeave: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { pathname } = useLocation();
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const before = queryClient.getQueryData(meOptions.queryKey)?.userId;
    const look = async () => {
      const me = document.hidden
        ? null
        : await queryClient.fetchQuery({ ...meOptions, staleTime: 0 }).catch(() => null);
      if (me !== null && me.userId === before) {
        onBack();
      } else if (me !== null) {
        window.location.reload();
      }
    };
    const onLook = () => void look();
    document.addEventListener('visibilitychange', onLook);
    window.addEventListener('focus', onLook);
    return () => {
      document.removeEventListener('visibilitychange', onLook);
      window.removeEventListener('focus', onLook);
    };
  }, [onBack]);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby="session-ended"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="session-ended">Your session has ended</h2>
      <p>
        What you typed on this page is still here. Sign in in another tab and come back to go on
        with it.
      </p>
      <div className={styles.row}>
        <a href={`/sign-in?next=${encodeURIComponent(pathname)}`} target="_blank" rel="noreferrer">
          Sign in in another tab
        </a>
        <button type="button" className={styles.leave} onClick={onLeave}>
          Leave it, and sign in here
        </button>
      </div>
    </dialog>
  );
}
