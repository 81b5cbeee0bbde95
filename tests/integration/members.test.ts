import { randomUUID } from 'node:crypto';
import { insertGrants, insertPasswordUser } from '@bellwether/server/features/access/users.store';
import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Member } from '@bellwether/shared/access/members.schema';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { signIn, TEST_PASSWORD } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let api: ReturnType<typeof createApiClient>;
let paymentsId: string;
let webId: string;

beforeAll(async () => {
  server = await startTestServer();
  api = createApiClient(server.url);
  paymentsId = (await api.people.teams.create.mutate({ name: 'Payments' })).teamId;
  webId = (await api.people.teams.create.mutate({ name: 'Web' })).teamId;
});

afterAll(() => server.remove());

let made = 0;

/** A user with a password, as accepting an invitation makes them. */
async function addUser(name: string, grants: readonly Grant[]): Promise<Member> {
  made += 1;
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${made}@example.com`;
  const { password } = await (await server.app.access.auth()).$context;
  const user = { id: randomUUID(), name, email };
  await insertPasswordUser(
    server.app.db.pool,
    user,
    await password.hash(TEST_PASSWORD),
    server.app.clock(),
  );
  await insertGrants(server.app.db.pool, user.id, grants, server.app.clock());
  return await memberOf(user.id);
}

async function memberOf(userId: string): Promise<Member> {
  const member = (await api.members.list.query()).members.find((one) => one.userId === userId);
  if (member === undefined) {
    throw new Error(`${userId} is not in the list`);
  }
  return member;
}

const at = ({ userId, accessVersion }: Member) => ({ userId, accessVersion });
const clientOf = async ({ email }: Member) =>
  createApiClient(server.url, await signIn(server.url, email));
const lead = (teamId: string | null): Grant => ({ role: 'lead', teamId });
const admin: Grant = { role: 'admin', teamId: null };

type Refusal = { code: string; message: string; field: string | null; remedy: string | null };

async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCClientError)) {
    throw error ?? new Error('the call was not refused');
  }
  return error.data.error;
}

async function lastAudit(action: string) {
  const { rows } = await server.app.db.pool.query<{
    outcome: string;
    subject_name: string | null;
    before: unknown;
    after: unknown;
  }>(
    'select outcome, subject_name, before, after from audit_events where action = $1 order by id desc limit 1',
    [action],
  );
  return rows[0];
}

describe('the list of members', () => {
  it('says who may enter, as what, how, and whether it is oneself', async () => {
    const { members } = await api.members.list.query();
    const you = members.find(({ isYou }) => isYou);
    expect(you).toMatchObject({
      ...{ name: 'Ada Admin', email: 'admin@example.com', deactivatedAt: null, tokens: 0 },
      ...{ signInMethods: ['password'], twoFactorEnabled: false, person: null, sessions: 1 },
      grants: [{ role: 'admin', teamId: null, teamName: null }],
    });
    expect(you?.lastSeenAt).not.toBeNull();
    const nobody = await addUser('Never Seen', [lead(paymentsId), lead(null)]);
    expect(nobody).toMatchObject({ isYou: false, lastSeenAt: null, sessions: 0 });
    expect(nobody.grants.map(({ teamName }) => teamName)).toEqual([null, 'Payments']);
  });

  it('leaves the sample team out, and refuses to change them', async () => {
    await server.app.db.pool.query(
      `insert into users (id, name, email, kind) values ('sample-1', 'Sam', 'sam@sample.invalid', 'sample')`,
    );
    const { members } = await api.members.list.query();
    expect(members.filter(({ userId }) => userId === 'sample-1')).toEqual([]);
    const asked = { userId: 'sample-1', accessVersion: 0, grants: [admin] };
    expect((await refusal(api.members.setGrants.mutate(asked))).code).toBe('not_found');
  });

  it.each(['lead', 'engineer', 'manager'] as const)('is not for a %s', async (role) => {
    const user = await addUser('Not Admin', [{ role, teamId: null }]);
    const client = await clientOf(user);
    expect((await refusal(client.members.list.query())).code).toBe('forbidden');
    const own = client.members.setGrants.mutate({ ...at(user), grants: [admin] });
    expect((await refusal(own)).code).toBe('forbidden');
    expect((await memberOf(user.userId)).grants).toHaveLength(1);
  });

  it('is not for nobody', async () => {
    const nobody = createApiClient(server.url, null);
    expect((await refusal(nobody.members.list.query())).code).toBe('unauthenticated');
  });
});

describe('roles', () => {
  it('are what the very next request goes by', async () => {
    const user = await addUser('Lea Lead', [{ role: 'manager', teamId: null }]);
    const client = await clientOf(user);
    expect((await refusal(client.members.list.query())).code).toBe('forbidden');
    await api.members.setGrants.mutate({ ...at(user), grants: [admin] });
    expect((await client.members.list.query()).members.length).toBeGreaterThan(1);
    const now = await memberOf(user.userId);
    await api.members.setGrants.mutate({ ...at(now), grants: [lead(webId)] });
    expect((await refusal(client.members.list.query())).code).toBe('forbidden');
  });

  it('stand in the audit log in words, before and after', async () => {
    const user = await addUser('Bo Words', [lead(paymentsId)]);
    await api.members.setGrants.mutate({
      ...at(user),
      grants: [{ role: 'engineer', teamId: webId }, lead(paymentsId), lead(paymentsId)],
    });
    expect(await lastAudit('members.setGrants')).toEqual({
      ...{ outcome: 'done', subject_name: 'Bo Words' },
      before: { roles: ['Lead of Payments'] },
      after: { roles: ['Lead of Payments', 'Engineer in Web'] },
    });
  });

  it('are not changed by who looked before somebody else changed them', async () => {
    const user = await addUser('Stale Write', [lead(paymentsId)]);
    await api.members.setGrants.mutate({ ...at(user), grants: [lead(webId)] });
    const late = api.members.setGrants.mutate({ ...at(user), grants: [lead(null)] });
    expect(await refusal(late)).toMatchObject({
      code: 'conflict',
      message: 'Somebody changed Stale Write meanwhile. Now: Lead of Web.',
    });
    expect((await memberOf(user.userId)).grants).toMatchObject([{ teamId: webId }]);
  });

  it('are neither none, nor over a team that is gone, nor an admin’s over a team', async () => {
    const user = await addUser('Odd Roles', [lead(paymentsId)]);
    const set = (grants: Grant[]) => refusal(api.members.setGrants.mutate({ ...at(user), grants }));
    expect(await set([])).toMatchObject({ code: 'invalid_input', message: 'Choose a role.' });
    expect((await set([lead(randomUUID())])).message).toContain('does not exist any more');
    expect((await set([{ role: 'admin', teamId: webId }])).code).toBe('invalid_input');
  });

  it('can not be taken from the last admin, and an admin may step back once there is another', async () => {
    const you = (await api.members.list.query()).members.find(({ isYou }) => isYou);
    if (you === undefined) {
      throw new Error('the admin is not in the list');
    }
    const others = (await api.members.list.query()).members.filter(
      ({ isYou, grants }) => !isYou && grants.some(({ role }) => role === 'admin'),
    );
    expect(others).toEqual([]);
    const step = api.members.setGrants.mutate({ ...at(you), grants: [lead(null)] });
    expect(await refusal(step)).toMatchObject({ code: 'conflict', field: 'grants' });
    expect((await refusal(api.members.deactivate.mutate(at(you)))).message).toContain('last admin');
    const second = await addUser('Second Admin', [admin]);
    await api.members.deactivate.mutate(at(second));
    const again = api.members.setGrants.mutate({ ...at(you), grants: [lead(null)] });
    expect((await refusal(again)).code).toBe('conflict');
    await api.members.reactivate.mutate(at(await memberOf(second.userId)));
    const client = await clientOf(second);
    await api.members.setGrants.mutate({ ...at(you), grants: [lead(null)] });
    expect((await refusal(api.members.list.query())).code).toBe('forbidden');
    const stepped = (await client.members.list.query()).members.find(
      ({ userId }) => userId === you.userId,
    );
    await client.members.setGrants.mutate({
      ...{ userId: you.userId, accessVersion: stepped?.accessVersion ?? -1 },
      grants: [admin],
    });
    expect((await memberOf(you.userId)).grants).toMatchObject([{ role: 'admin' }]);
  });

  it('of two admins stay with one when both are taken at once', async () => {
    const { members } = await api.members.list.query();
    const admins = members.filter(({ grants }) => grants.some(({ role }) => role === 'admin'));
    expect(admins).toHaveLength(2);
    const outcomes = await Promise.allSettled(
      admins.map((one) => api.members.setGrants.mutate({ ...at(one), grants: [lead(null)] })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await server.app.db.pool.query(
      `select user_id from role_grants where role = 'admin'`,
    );
    expect(rows).toHaveLength(1);
    await server.app.db.pool.query(
      `insert into role_grants (user_id, role) select id, 'admin' from users u where email = 'admin@example.com'
       and not exists (select 1 from role_grants g where g.user_id = u.id and g.role = 'admin')`,
    );
  });
});

/** What an open page hears of a subscription, as its browser reads it. */
async function listen(path: string, cookie: string) {
  const stopping = new AbortController();
  const response = await fetch(`${server.url}/trpc/${path}`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: stopping.signal,
  });
  const heard: string[] = [];
  const read = async () => {
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      heard.push(Buffer.from(part.value).toString());
    }
  };
  const ended = read().catch(() => undefined);
  const hears = async (words: string) => {
    while (!heard.join('').includes(words)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { hears, ended, stop: () => stopping.abort() };
}

describe('an open page', () => {
  it('hears at once of other roles, and of access that is taken away', async () => {
    const user = await addUser('Open Page', [lead(paymentsId)]);
    const cookie = await signIn(server.url, user.email);
    const changes = await listen('access.changes', cookie);
    const data = await listen('syncStatus.dataChanges', cookie);
    await changes.hears(`"accessVersion":${user.accessVersion}`);
    await api.members.setGrants.mutate({ ...at(user), grants: [lead(webId)] });
    await changes.hears(`"accessVersion":${user.accessVersion + 1}`);
    await api.members.deactivate.mutate(at(await memberOf(user.userId)));
    await changes.hears('You were signed out.');
    await data.ended;
    changes.stop();
  });
});

describe('a team that is removed', () => {
  it('says whose role goes with it, and takes it', async () => {
    const { teamId } = await api.people.teams.create.mutate({ name: 'Short Lived' });
    const both = await addUser('Keeps One', [lead(teamId), lead(webId)]);
    const only = await addUser('Loses All', [{ role: 'engineer', teamId }]);
    await api.members.addJoinRule.mutate({
      ...{ kind: 'domain', value: 'short.example', role: 'manager', teamId },
    });
    await api.members.invite.mutate({
      ...{ name: 'Late', email: null, personId: null, grants: [lead(teamId), lead(webId)] },
    });
    expect(await api.people.teams.removal.query({ teamId })).toEqual({
      roles: [
        { name: 'Keeps One', role: 'Lead of Short Lived', isOnlyRole: false },
        { name: 'Loses All', role: 'Engineer in Short Lived', isOnlyRole: true },
      ],
      ...{ joining: ['short.example'], invitations: 1 },
    });
    await api.people.teams.remove.mutate({ teamId });
    const [kept, lost] = [await memberOf(both.userId), await memberOf(only.userId)];
    expect(kept).toMatchObject({ grants: [{ teamName: 'Web' }], accessVersion: 1 });
    expect(lost).toMatchObject({ grants: [], accessVersion: 1 });
    const { invitations, joinRules } = await api.members.list.query();
    expect(joinRules).toEqual([]);
    const late = invitations.find(({ name }) => name === 'Late');
    expect(late?.grants.map(({ teamName }) => teamName)).toEqual(['a team that is gone', 'Web']);
    expect(await lastAudit('people.teams.remove')).toMatchObject({
      before: { roles: ['Keeps One: lead', 'Loses All: engineer'] },
    });
  });
});

describe('name, address and person', () => {
  it('are set, and an address that somebody has is refused', async () => {
    const user = await addUser('Old Name', [lead(null)]);
    const set = { name: 'New Name', email: 'New.Name@Example.com' };
    await api.members.setNameAndEmail.mutate({ ...at(user), ...set });
    const now = await memberOf(user.userId);
    expect(now).toMatchObject({ name: 'New Name', email: 'new.name@example.com' });
    expect(await lastAudit('members.setNameAndEmail')).toMatchObject({
      before: { name: 'Old Name' },
      after: { email: 'new.name@example.com' },
    });
    const taken = { ...at(now), name: 'New Name', email: 'ADMIN@example.com' };
    expect(await refusal(api.members.setNameAndEmail.mutate(taken))).toMatchObject({
      ...{ code: 'conflict', field: 'email' },
    });
  });

  it('links to a new password end with the address that they were made for', async () => {
    const user = await addUser('Moved Mailbox', [lead(webId)]);
    const { url } = await api.members.makeResetLink.mutate({ userId: user.userId });
    const token = url.slice(url.indexOf('#') + 1);
    await api.access.describeLink.query({ token });
    const email = 'moved.mailbox@elsewhere.example';
    await api.members.setNameAndEmail.mutate({ ...at(user), name: user.name, email });
    expect((await refusal(api.access.describeLink.query({ token }))).code).toBe('not_found');
  });

  it('a person is suggested by the address on commits, linked once, and let go', async () => {
    const { pool } = server.app.db;
    const { rows } = await pool.query<{ id: string }>(
      `insert into people (display_name) values ('Imke Sander') returning id`,
    );
    const personId = rows[0]?.id ?? '';
    await pool.query(
      `insert into accounts (id, login, type, person_id) values ('U_imke', 'imke-s', 'User', $1)`,
      [personId],
    );
    const user = await addUser('I. Sander', [{ role: 'engineer', teamId: null }]);
    expect(user.suggestion).toBeNull();
    await pool.query('insert into person_emails (email, person_id) values ($1, $2)', [
      ...[user.email, personId],
    ]);
    expect((await memberOf(user.userId)).suggestion).toMatchObject({
      ...{ personId, displayName: 'Imke Sander', reason: `${user.email} is on their commits` },
    });
    await api.members.linkPerson.mutate({ ...at(user), personId });
    const linked = await memberOf(user.userId);
    expect(linked).toMatchObject({ person: { logins: ['imke-s'] }, suggestion: null });
    const other = await addUser('Imke Sander', [lead(null)]);
    expect(other.suggestion).toBeNull();
    const second = api.members.linkPerson.mutate({ ...at(other), personId });
    expect(await refusal(second)).toMatchObject({
      message: 'Imke Sander is linked to the user I. Sander already.',
    });
    const nobody = api.members.linkPerson.mutate({ ...at(other), personId: randomUUID() });
    expect((await refusal(nobody)).code).toBe('not_found');
    await api.members.linkPerson.mutate({ ...at(linked), personId: null });
    expect((await memberOf(user.userId)).person).toBeNull();
  });
});

describe('access that is taken away', () => {
  it('ends sessions at once, refuses signing in, keeps roles, and comes back', async () => {
    const user = await addUser('Gone Soon', [lead(paymentsId)]);
    const client = await clientOf(user);
    await client.access.me.query();
    await api.members.deactivate.mutate(at(user));
    expect((await refusal(client.access.me.query())).code).toBe('unauthenticated');
    const gone = await memberOf(user.userId);
    expect(gone).toMatchObject({ sessions: 0, grants: [{ role: 'lead' }] });
    expect(gone.deactivatedAt).not.toBeNull();
    expect(await lastAudit('members.deactivate')).toMatchObject({
      before: { state: 'active' },
      after: { state: 'deactivated', sessionsEnded: 1 },
    });
    const entered = await signIn(server.url, user.email).then(
      (cookie) => refusal(createApiClient(server.url, cookie).access.me.query()),
      () => ({ code: 'refused at the door' }),
    );
    expect(['unauthenticated', 'refused at the door']).toContain(entered.code);
    await api.members.reactivate.mutate(at(await memberOf(user.userId)));
    expect((await (await clientOf(user)).access.me.query()).grants).toHaveLength(1);
  });

  it('stops the tokens of that user, and gives them back', async () => {
    const user = await addUser('Has Token', [lead(null)]);
    const client = await clientOf(user);
    const { secret } = await client.tokens.create.mutate({
      ...{ name: 'script', scopes: ['sync-status.read'], expiry: { days: 30 } },
    });
    const ask = async () =>
      (await fetch(`${server.url}/api/v1/sync`, { headers: { authorization: `Bearer ${secret}` } }))
        .status;
    expect(await ask()).toBe(200);
    await api.members.deactivate.mutate(at(await memberOf(user.userId)));
    expect(await ask()).toBe(401);
    expect((await memberOf(user.userId)).tokens).toBe(1);
    await api.members.reactivate.mutate(at(await memberOf(user.userId)));
    expect(await ask()).toBe(200);
  });

  it('is signing out everywhere where only that is meant', async () => {
    const user = await addUser('Two Browsers', [lead(null)]);
    const [first, second] = [await clientOf(user), await clientOf(user)];
    await api.members.endSessions.mutate(at(await memberOf(user.userId)));
    expect((await refusal(first.access.me.query())).code).toBe('unauthenticated');
    expect((await refusal(second.access.me.query())).code).toBe('unauthenticated');
    await (await clientOf(user)).access.me.query();
  });

  it('does not hold the second factor against somebody who lost it', async () => {
    const user = await addUser('Lost Phone', [lead(null)]);
    const { pool } = server.app.db;
    await pool.query('update users set two_factor_enabled = true where id = $1', [user.userId]);
    await pool.query(
      `insert into two_factors (id, user_id, secret, backup_codes) values ('two-1', $1, 'x', 'y')`,
      [user.userId],
    );
    expect((await memberOf(user.userId)).twoFactorEnabled).toBe(true);
    await api.members.disableSecondFactor.mutate(at(user));
    expect((await memberOf(user.userId)).twoFactorEnabled).toBe(false);
    const { rows } = await pool.query('select 1 from two_factors where user_id = $1', [
      user.userId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('links', () => {
  it('to a new password live 24 hours, replace one another, and are kept as hashes', async () => {
    const user = await addUser('Forgot It', [lead(null)]);
    const first = await api.members.makeResetLink.mutate(at(user));
    const link = await api.members.makeResetLink.mutate(at(await memberOf(user.userId)));
    expect(link.url).toMatch(new RegExp(`^${server.url}/reset#[\\w-]{40,}$`));
    const hours = (Date.parse(link.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    const { rows } = await server.app.db.pool.query(
      `select token_hash, revoked_at is null as good from one_time_links where user_id = $1 order by created_at`,
      [user.userId],
    );
    expect(rows.map(({ good }) => good)).toEqual([false, true]);
    const told = JSON.stringify([rows, await lastAudit('members.makeResetLink')]);
    for (const { url } of [first, link]) {
      expect(told).not.toContain(url.split('#').at(-1));
    }
    await api.members.deactivate.mutate(at(await memberOf(user.userId)));
    const late = api.members.makeResetLink.mutate(at(await memberOf(user.userId)));
    expect((await refusal(late)).message).toBe('Forgot It is deactivated.');
  });

  it('invite for 7 days with roles, are listed without the token, and are revoked', async () => {
    const made = await api.members.invite.mutate({
      ...{ name: 'Nia New', email: 'Nia@Example.com', personId: null },
      grants: [lead(paymentsId), { role: 'engineer', teamId: webId }],
    });
    const token = made.url.split('#').at(-1) ?? '';
    expect(made.url).toBe(`${server.url}/join#${token}`);
    const list = await api.members.list.query();
    const invitation = list.invitations.find(({ email }) => email === 'nia@example.com');
    expect(invitation).toMatchObject({
      ...{ name: 'Nia New', invitedBy: 'Ada Admin', state: 'open', personName: null },
      grants: [{ teamName: 'Payments' }, { teamName: 'Web' }],
    });
    expect(JSON.stringify(list)).not.toContain(token);
    expect(JSON.stringify(await lastAudit('members.invite'))).not.toContain(token);
    const days =
      (Date.parse(invitation?.expiresAt ?? '') - Date.parse(invitation?.createdAt ?? '')) /
      86_400_000;
    expect(days).toBe(7);
    const again = api.members.invite.mutate({
      ...{ name: null, email: 'nia@example.com', personId: null, grants: [lead(null)] },
    });
    expect((await refusal(again)).message).toBe('nia@example.com is invited already.');
    const invitationId = invitation?.invitationId ?? '';
    await api.members.revokeInvitation.mutate({ invitationId });
    const after = (await api.members.list.query()).invitations;
    expect(after.find((one) => one.invitationId === invitationId)?.state).toBe('revoked');
    await api.members.invite.mutate({
      ...{ name: null, email: 'nia@example.com', personId: null, grants: [lead(null)] },
    });
  });

  it('invite nobody who is here already, and to no team that is gone', async () => {
    const whom = { name: null, personId: null };
    const known = { ...whom, email: 'admin@example.com', grants: [lead(null)] };
    expect(await refusal(api.members.invite.mutate(known))).toMatchObject({
      ...{ code: 'conflict', field: 'email' },
    });
    const gone = { ...whom, email: null, grants: [lead(randomUUID())] };
    expect((await refusal(api.members.invite.mutate(gone))).code).toBe('invalid_input');
    const unknown = api.members.revokeInvitation.mutate({ invitationId: randomUUID() });
    expect((await refusal(unknown)).code).toBe('not_found');
  });
});

describe('an invitation by mail', () => {
  it('stands without a mail server, and says that none went out', async () => {
    expect((await api.members.list.query()).canMail).toBe(false);
    const made = await api.members.invite.mutate({
      ...{ name: null, email: 'by.mail@example.com', personId: null, mail: true },
      grants: [lead(null)],
    });
    expect(made.mailedTo).toBeNull();
    expect(made.mailProblem).toMatch(/mail/);
    expect(made.url).toContain('/join#');
  });
});

describe('joining without an invitation', () => {
  it('is by a domain or an organisation of one’s own, once each, and never as an admin', async () => {
    await api.members.addJoinRule.mutate({
      ...{ kind: 'domain', value: '@Example.ORG', role: 'engineer', teamId: paymentsId },
    });
    await api.members.addJoinRule.mutate({
      ...{ kind: 'organization', value: 'Octo-Org', role: 'manager', teamId: null },
    });
    const { joinRules } = await api.members.list.query();
    expect(joinRules).toMatchObject([
      { kind: 'domain', value: 'example.org', grant: { role: 'engineer', teamName: 'Payments' } },
      { kind: 'organization', value: 'octo-org', grant: { role: 'manager', teamName: null } },
    ]);
    const twice = api.members.addJoinRule.mutate({
      ...{ kind: 'domain', value: 'example.org', role: 'lead', teamId: null },
    });
    expect(await refusal(twice)).toMatchObject({ code: 'conflict', field: 'value' });
    const anybody = api.members.addJoinRule.mutate({
      ...{ kind: 'domain', value: 'gmail.com', role: 'lead', teamId: null },
    });
    expect((await refusal(anybody)).message).toBe('Anybody can get an address at gmail.com.');
    const asAdmin = { kind: 'domain', value: 'example.net', role: 'admin', teamId: null } as never;
    expect((await refusal(api.members.addJoinRule.mutate(asAdmin))).code).toBe('invalid_input');
    const joinRuleId = joinRules[0]?.joinRuleId ?? '';
    await api.members.removeJoinRule.mutate({ joinRuleId });
    expect(await lastAudit('members.removeJoinRule')).toMatchObject({
      before: { value: 'example.org', roles: ['Engineer in Payments'] },
      after: null,
    });
    const gone = api.members.removeJoinRule.mutate({ joinRuleId });
    expect((await refusal(gone)).code).toBe('not_found');
  });
});
