import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { meOptions } from '../lib/use-me.ts';
import styles from './session-end.module.css';

type SessionCoverProps = {
  /** The same person is signed in again. */
  onBack: () => void;
  onLeave: () => void;
};

/** Lies over a page that holds what was typed, until its session goes on in a new one. */
export function SessionCover({ onBack, onLeave }: SessionCoverProps) {
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
