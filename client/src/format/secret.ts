import { formatDate } from './date.ts';

/** What may be told of a secret; null: not kept. */
export type SecretStatus = {
  setAt: string | null;
  setBy: string | null;
  /** Its last characters, none of a short one, or those with which the fingerprint of a key begins. */
  hint: string | null;
  isKey?: boolean;
};

/** `Set on Sun 3 May by Ada Admin, ends in …9f2`; of a key `…, fingerprint SHA256:Ab3…` */
export function formatSecretStatus(status: SecretStatus, now: string): string {
  const { setAt, setBy, hint, isKey = false } = status;
  const when = setAt === null ? 'Set' : `Set on ${formatDate(setAt, { now })}`;
  const who = setBy === null ? '' : ` by ${setBy}`;
  if (hint === null || hint === '') {
    return `${when}${who}`;
  }
  return `${when}${who}, ${isKey ? `fingerprint SHA256:${hint}…` : `ends in …${hint}`}`;
}
