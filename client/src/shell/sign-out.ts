import { expectSessionEnd } from '../lib/session-end.ts';

/** Ends this session, and leaves nothing of it in the page's memory. */
export async function signOut(): Promise<void> {
  expectSessionEnd();
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined);
  window.location.assign('/sign-in');
}
