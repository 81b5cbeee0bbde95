import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { refusalOf } from '../support/refusal.ts';
import { signIn } from '../support/sign-in.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

type Api = ReturnType<typeof createApiClient>;

let server: TestServer;
let world: TeamWorld;
let admin: Api;
let lead: Api;

const view = { page: '/cycle-time' as const, name: 'This quarter', search: { period: '90d' } };

beforeAll(async () => {
  server = await startTestServer();
  world = await makeTeamWorld(server.app);
  admin = createApiClient(server.url);
  const { email } = await addUser(server.app, {
    name: 'lead',
    grants: [{ role: 'lead', teamId: idOf(world.teams, 'web') }],
  });
  lead = createApiClient(server.url, await signIn(server.url, email));
});
beforeEach(() => server.app.db.pool.query('truncate saved_views'));
afterAll(() => server.remove());

const namesFor = async (api: Api) => (await api.savedViews.list.query()).map(({ name }) => name);

describe('a saved view', () => {
  it('is one’s own until it is shared', async () => {
    const { id } = await lead.savedViews.save.mutate(view);
    expect(await namesFor(lead)).toEqual(['This quarter']);
    expect(await namesFor(admin)).toEqual([]);
    await lead.savedViews.change.mutate({ id, basedOn: 1, isShared: true });
    expect(await admin.savedViews.list.query()).toMatchObject([
      { name: 'This quarter', search: { period: '90d' }, isOwn: false, isShared: true },
    ]);
  });

  it('that names single people is not shared', async () => {
    const named = { ...view, search: { authors: ['mira'] }, isShared: true };
    expect(await refusalOf(lead.savedViews.save.mutate(named))).toMatchObject({
      code: 'invalid_input',
      field: 'isShared',
    });
  });

  it('is shown to nobody who may not see what it names', async () => {
    const unseen = { repositories: ['R_of_another_team'] };
    await admin.savedViews.save.mutate({ ...view, search: unseen, isShared: true });
    await admin.savedViews.save.mutate({ ...view, name: 'Everything', isShared: true });
    expect(await namesFor(lead)).toEqual(['Everything']);
  });

  it('has a name of its own on its page, and is refused where it changed meanwhile', async () => {
    const { id } = await lead.savedViews.save.mutate(view);
    expect(await refusalOf(lead.savedViews.save.mutate(view))).toMatchObject({ code: 'conflict' });
    await lead.savedViews.save.mutate({ ...view, page: '/delivery' });
    await lead.savedViews.change.mutate({ id, basedOn: 1, name: 'Last quarter' });
    expect(
      await refusalOf(lead.savedViews.change.mutate({ id, basedOn: 1, name: 'Lost' })),
    ).toMatchObject({ code: 'conflict' });
    expect(await namesFor(lead)).toEqual(['Last quarter', 'This quarter']);
  });

  it('is changed and removed by its owner alone', async () => {
    const { id } = await lead.savedViews.save.mutate({ ...view, isShared: true });
    expect(await refusalOf(admin.savedViews.remove.mutate({ id }))).toMatchObject({
      code: 'not_found',
    });
    await lead.savedViews.remove.mutate({ id });
    expect(await namesFor(lead)).toEqual([]);
  });

  it('refuses a page that has none, and a text without end', async () => {
    const wrong = { ...view, page: '/audit' as '/cycle-time' };
    expect(await refusalOf(lead.savedViews.save.mutate(wrong))).toMatchObject({ field: 'page' });
    const long = { ...view, search: { labels: Array.from({ length: 100 }, () => 'x'.repeat(99)) } };
    expect(await refusalOf(lead.savedViews.save.mutate(long))).toMatchObject({ field: 'search' });
  });
});
