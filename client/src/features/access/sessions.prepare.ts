import type { SessionSummary } from '@bellwether/shared/access/account.schema';
import { formatDate, formatInstant } from '../../format/date.ts';

export type SessionRow = { id: string; title: string; detail: string; isCurrent: boolean };

/** This browser first, then the ones used last. */
export function prepareSessions(
  sessions: readonly SessionSummary[],
  now: string,
  zone?: string,
): SessionRow[] {
  const options = zone === undefined ? { now } : { now, zone };
  return [...sessions]
    .sort((a, b) =>
      a.isCurrent === b.isCurrent
        ? b.lastUsedAt.localeCompare(a.lastUsedAt)
        : Number(b.isCurrent) - Number(a.isCurrent),
    )
    .map(({ sessionId, isCurrent, device, ipAddress, createdAt, lastUsedAt }) => ({
      id: sessionId,
      title: device ?? 'A browser that does not say what it is',
      detail: [
        ipAddress === null ? null : `from ${ipAddress}`,
        `since ${formatInstant(createdAt, options)}`,
        isCurrent ? null : `last used ${formatDate(lastUsedAt, options)}`,
      ]
        .filter((part) => part !== null)
        .join(' · ')
        .replace(/^./, (letter) => letter.toUpperCase()),
      isCurrent,
    }));
}
