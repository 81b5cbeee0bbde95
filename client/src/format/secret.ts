import { formatDate } from './date.ts';

/** What may be told of a secret: when it was set, by whom (null: not kept), and its last characters (null: not kept). */
export type SecretStatus = { setAt: string | null; setBy: string | null; hint: string | null };

/** `Set on Sun 3 May by Ada Admin, ends in …9f2` */
export function formatSecretStatus({ setAt, setBy, hint }: SecretStatus, now: string): string {
  const when = setAt === null ? 'Set' : `Set on ${formatDate(setAt, { now })}`;
  const who = setBy === null ? '' : ` by ${setBy}`;
  return `${when}${who}${hint === null ? '' : `, ends in …${hint}`}`;
}
