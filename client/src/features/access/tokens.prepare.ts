import { type TokenScope, tokenScopes } from '@bellwether/shared/access/token-scopes';
import type { Token, TokenExpiry, TokenList } from '@bellwether/shared/access/tokens.schema';
import { formatAgo, formatDate } from '../../format/date.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

export const expiryChoices = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'on', label: 'On a day' },
  { value: 'never', label: 'Never' },
] as const;
export type ExpiryChoice = (typeof expiryChoices)[number]['value'];

const daysByChoice = { 30: 30, 90: 90, 365: 365 } as const;

/**
 * What is chosen, as the server takes it. A day counts to its last moment, where the reader is. Null: there is no such day.
 * @param on `2026-03-03`; heard for the choice of a day alone
 */
export function toExpiry(choice: ExpiryChoice, on: string): TokenExpiry | null {
  if (choice === 'never') {
    return 'never';
  }
  if (choice !== 'on') {
    return { days: daysByChoice[choice] };
  }
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(on) ?? [];
  if (year === undefined) {
    return null;
  }
  return { at: new Date(Number(year), Number(month) - 1, Number(day) + 1).toISOString() };
}

export type TokenRow = {
  id: string;
  name: string;
  /** `bw_a1b2…` */
  start: string;
  /** What it may do, in words; `isLost`: its owner may not any more. */
  scopes: { label: string; isLost: boolean }[];
  /** Whose it is. Null: only one's own are listed. */
  owner: string | null;
  made: string;
  used: string;
  ends: string;
  /** It ends within two weeks. */
  endsSoon: boolean;
  works: boolean;
};

const labels = new Map<TokenScope, string>(tokenScopes.map(({ scope, label }) => [scope, label]));

export function prepareTokens(
  list: Pick<TokenList, 'tokens' | 'isEverybodys'>,
  now: string,
): { working: TokenRow[]; ended: TokenRow[] } {
  const rows = list.tokens.map((token) => prepareToken(token, list.isEverybodys, now));
  return {
    working: rows.filter(({ works }) => works),
    ended: rows.filter(({ works }) => !works),
  };
}

function prepareToken(token: Token, isEverybodys: boolean, now: string): TokenRow {
  const { id, name, owner, state } = token;
  return {
    ...{ id, name, start: `${token.start}…` },
    scopes: token.scopes.map((scope) => ({
      label: labels.get(scope) ?? scope,
      isLost: token.lostScopes.includes(scope),
    })),
    owner: isEverybodys ? ownerWords(owner) : null,
    made: `made ${formatDate(token.createdAt, { now })}`,
    used: token.lastUsedAt === null ? 'never' : formatAgo(token.lastUsedAt, now),
    ends: endWords(token, now),
    endsSoon: state === 'active' && isSoon(token.expiresAt, now),
    works: state === 'active',
  };
}

function ownerWords({ name, isMe }: Token['owner']): string {
  return isMe ? `${name} (you)` : name;
}

function endWords(token: Token, now: string): string {
  if (token.state === 'revoked' && token.revokedAt !== null) {
    const by = token.revokedBy === null ? '' : ` by ${token.revokedBy}`;
    return `revoked ${formatDate(token.revokedAt, { now })}${by}`;
  }
  if (token.state === 'idle') {
    return 'its owner’s access was taken away';
  }
  if (token.expiresAt === null) {
    return 'never';
  }
  // Midnight belongs to the day that it ends: a token that is good until the 3rd says so.
  const lastMoment = new Date(new Date(token.expiresAt).getTime() - 1).toISOString();
  const day = formatDate(lastMoment, { now });
  return token.state === 'expired' ? `expired ${day}` : day;
}

function isSoon(expiresAt: string | null, now: string): boolean {
  return (
    expiresAt !== null &&
    new Date(expiresAt).getTime() - new Date(now).getTime() < SOON_DAYS * DAY_MS
  );
}

const posted = (path: string, body: string) => ({
  path,
  options: ` \\\n  -H 'Content-Type: application/json' -d '${body}'`,
});

const callByScope: Record<TokenScope, { path: string; options: string }> = {
  'cycle-time.read': {
    path: '/api/v1/metrics/lead-time?from=2026-01-01&to=2026-02-01',
    options: '',
  },
  'review-load.read': {
    path: '/api/v1/review-load?from=2026-01-01&to=2026-02-01',
    options: '',
  },
  'pull-requests.read': { path: '/api/v1/pull-requests.csv', options: '' },
  'sync-status.read': { path: '/api/v1/sync', options: '' },
  'deployments.write': posted(
    '/api/v1/deployments',
    '{"source":"ci","externalId":"1042","repository":"acme/shop","environment":"production","sha":"<40 digits>","status":"success","finishedAt":"2026-01-31T09:00:00Z"}',
  ),
  'incidents.write': posted(
    '/api/v1/incidents',
    '{"source":"pager","externalId":"17","title":"Checkout is down","impactStartedAt":"2026-01-31T09:00:00Z"}',
  ),
  'operations.read': { path: '/metrics', options: '' },
  'audit.read': { path: '/api/v1/audit.csv', options: '' },
  'contracts.read': { path: '/schema-registry/subjects', options: '' },
  'contracts.write': { path: '/schema-registry/subjects', options: '' },
};

/** A call that the token may make, to be tried in a shell; the token itself stays out of the shell's history. */
export function exampleCall(origin: string, scopes: readonly TokenScope[]): string {
  const { path, options } = callByScope[scopes[0] ?? 'sync-status.read'];
  return `curl -H "Authorization: Bearer $BELLWETHER_TOKEN" \\\n  '${origin}${path}'${options}`;
}

/** What ends when a token is revoked, before it does. */
export function describeRevocation({ used, owner }: Pick<TokenRow, 'used' | 'owner'>): string {
  const whose = owner === null ? '' : ` It is a token of ${owner}.`;
  const use = used === 'never' ? ' It was never used.' : ` It was used last ${used}.`;
  return `Whatever uses it is refused at once, and it cannot be brought back.${whose}${use}`;
}
