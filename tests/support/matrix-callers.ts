import type { AppContext } from '@bellwether/server/app-context';
import { type Capability, type Role, roles } from '@bellwether/shared/access/capabilities';
import { tokenScopeNames } from '@bellwether/shared/access/token-scopes';
import { addUser } from './add-user.ts';
import { createApiClient } from './api-client.ts';
import { BOOTSTRAP_TOKEN } from './api-fetch.ts';
import { adminCookie, signIn } from './sign-in.ts';

/** Somebody before a door. */
export type MatrixCaller = {
  name: string;
  /** What they show. */
  headers: Record<string, string>;
  /** Whom the server takes them for. Null: nobody; `no-role`: somebody who may nothing in particular. */
  taken: { role: Role | 'no-role'; scopes: readonly Capability[] | null } | null;
  /** A token that is shown counts at addresses for programs alone, and one that is worth nothing is refused even where all may enter. */
  shows: 'cookie' | 'token' | 'nothing';
};

/** Callers of every kind, as they come about on a running server. */
export async function makeCallers(url: string, app: AppContext): Promise<MatrixCaller[]> {
  const join = async (name: string, role: Role | null) => {
    const grants = role === null ? [] : [{ role, teamId: null }];
    const user = await addUser(app, { name, grants });
    return { ...user, cookie: await signIn(url, user.email) };
  };
  const byCookie = (name: string, cookie: string, role: Role | 'no-role' | null): MatrixCaller => ({
    ...{ name, headers: { cookie, origin: url }, shows: 'cookie' },
    taken: role === null ? null : { role, scopes: null },
  });
  const callers: MatrixCaller[] = [
    { name: 'nobody', headers: {}, taken: null, shows: 'nothing' },
    byCookie('a made-up session', 'better-auth.session_token=made-up.signature', null),
  ];
  for (const role of roles) {
    callers.push(byCookie(role, (await join(`The ${role}`, role)).cookie, role));
  }
  callers.push(byCookie('no role', (await join('No role', null)).cookie, 'no-role'));
  const expired = await join('Expired', 'admin');
  await app.db.pool.query(
    `update sessions set expires_at = now() - interval '1 minute' where user_id = $1`,
    [expired.userId],
  );
  callers.push(byCookie('an expired session', expired.cookie, null));
  const ended = await join('Ended', 'admin');
  await fetch(`${url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie: ended.cookie, origin: url, 'content-type': 'application/json' },
    body: '{}',
  });
  callers.push(byCookie('an ended session', ended.cookie, null));
  const gone = await join('Deactivated', 'admin');
  const goneToken = await makeToken(url, gone.cookie, tokenScopeNames);
  await app.db.pool.query('update users set deactivated_at = now() where id = $1', [gone.userId]);
  callers.push(byCookie('a deactivated user', gone.cookie, null));
  callers.push(byToken("a deactivated user's token", goneToken.secret, null));
  return [...callers, ...(await makeTokens(url, app))];
}

async function makeTokens(url: string, app: AppContext): Promise<MatrixCaller[]> {
  const cookie = (await adminCookie(url)) ?? '';
  const whole = await makeToken(url, cookie, tokenScopeNames);
  const metrics = await makeToken(url, cookie, ['cycle-time.read']);
  const revoked = await makeToken(url, cookie, tokenScopeNames);
  await createApiClient(url).tokens.revoke.mutate({ tokenId: revoked.token.id });
  const expired = await makeToken(url, cookie, tokenScopeNames);
  await app.db.pool.query(
    `update api_tokens set expires_at = now() - interval '1 minute' where id = $1`,
    [expired.token.id],
  );
  const manager = await addUser(app, {
    name: 'Token manager',
    grants: [{ role: 'manager', teamId: null }],
  });
  const managers = await makeToken(url, await signIn(url, manager.email), ['cycle-time.read']);
  return [
    byToken('the bootstrap token', BOOTSTRAP_TOKEN, { role: 'admin', scopes: null }),
    byToken('a token with every scope', whole.secret, { role: 'admin', scopes: tokenScopeNames }),
    byToken('a token for metrics', metrics.secret, { role: 'admin', scopes: ['cycle-time.read'] }),
    byToken("a manager's token", managers.secret, { role: 'manager', scopes: ['cycle-time.read'] }),
    byToken('a revoked token', revoked.secret, null),
    byToken('an expired token', expired.secret, null),
    byToken('a made-up token', `bw_${'x'.repeat(43)}`, null),
  ];
}

function byToken(name: string, secret: string, taken: MatrixCaller['taken']): MatrixCaller {
  return { name, headers: { authorization: `Bearer ${secret}` }, taken, shows: 'token' };
}

function makeToken(
  url: string,
  cookie: string,
  scopes: readonly (typeof tokenScopeNames)[number][],
) {
  const input = { name: 'For the matrix', scopes: [...scopes], expiry: 'never' as const };
  return createApiClient(url, cookie).tokens.create.mutate(input);
}
