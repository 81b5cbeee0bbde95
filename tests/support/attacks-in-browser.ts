import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createApiClient } from './api-client.ts';
import type { AttackRig } from './attack-rig.ts';
import type { AttackName } from './attack-table.ts';
import { eventually } from './eventually.ts';
import { TEST_PASSWORD } from './sign-in.ts';
import { openSignedIn } from './signed-in.ts';

export type BrowserAttack = (rig: AttackRig, browser: Browser) => Promise<void>;

const DAY_MS = 86_400_000;
const SCRIPTS = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  "'-alert(3)-'",
  '<svg/onload=alert(4)>',
  '{{constructor.constructor("alert(5)")()}}',
  '[a](javascript:alert(6)) ![b](x"onerror="alert(7))',
  '<a href="javascript:alert(8)">c</a>',
  '\u202e<iframe srcdoc="<script>alert(9)</script>">',
];

/** What a page must never hold, wherever the text came from. */
const FOREIGN = [
  ...[
    'script:not([src])',
    'iframe',
    'object',
    'embed',
    'base',
    '[onerror]',
    '[onload]',
    '[srcdoc]',
  ],
  ...['a[href^="javascript:" i]', 'a[href^="data:" i]', 'img[src="x"]', 'svg[onload]'],
].join(',');

type Watched = { page: Page; dialogs: string[]; close(): Promise<void> };

async function openWatched(rig: AttackRig, browser: Browser): Promise<Watched> {
  const context = await openSignedIn(browser, rig.server, {
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  return { page, dialogs, close: () => context.close() };
}

/** To the end of the page, whose lists are there once one comes near them. */
async function goDown(page: Page): Promise<void> {
  await eventually(async () => {
    await page.mouse.wheel(0, 2_000);
    return await page.getByRole('heading', { name: 'Pull requests', exact: true }).isVisible();
  });
}

async function expectHarmless({ page, dialogs }: Watched): Promise<void> {
  expect(await page.locator(FOREIGN).count()).toBe(0);
  expect(dialogs).toEqual([]);
}

const xssInTitles: BrowserAttack = async (rig, browser) => {
  const { pool } = rig.server.app.db;
  const { id: repositoryId } = await buildRepository(pool, { owner: 'acme', name: 'xss' });
  for (const [index, text] of SCRIPTS.entries()) {
    const author = await buildAccount(pool, { login: text.slice(0, 39) });
    const createdAt = new Date(Date.now() - (index + 3) * DAY_MS);
    const mergedAt = new Date(Date.now() - (index + 2) * DAY_MS);
    const more = { createdAt, mergedAt, headBranch: text, labels: [text] };
    await buildPullRequest(pool, { repositoryId, title: text, authorId: author.id, ...more });
  }
  const watched = await openWatched(rig, browser);
  const { page } = watched;
  await page.goto(`${rig.url}/cycle-time`);
  await goDown(page);
  for (const text of SCRIPTS.slice(0, 2)) {
    await page.getByText(text, { exact: true }).first().waitFor();
  }
  await expectHarmless(watched);
  await page
    .getByText(SCRIPTS[0] ?? '', { exact: true })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await expectHarmless(watched);
  for (const path of [
    '/people',
    '/definitions',
    '/sync',
    '/deployments',
    '/incidents/rules',
    '/incidents',
  ]) {
    await page.goto(`${rig.url}${path}`);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await expectHarmless(watched);
  }
  await page.evaluate(() => {
    const planted = document.createElement('div');
    planted.innerHTML = '<img src="x" onerror="alert(10)">';
    document.body.append(planted);
    const script = document.createElement('script');
    script.textContent = 'alert(11)';
    document.body.append(script);
  });
  await page.waitForTimeout(0);
  expect(watched.dialogs).toEqual([]);
  await watched.close();
  await rig.expectLogged({ path: '/cycle-time', status: 200 });
};

const xssInLinks: BrowserAttack = async (rig, browser) => {
  const { pool } = rig.server.app.db;
  const url = 'javascript:alert(1)//https://github.com/acme/links';
  const { id: repositoryId } = await buildRepository(pool, { owner: 'acme', name: 'links' });
  await pool.query('update repositories set url = $1 where id = $2', [url, repositoryId]);
  const createdAt = new Date(Date.now() - 3 * DAY_MS);
  const mergedAt = new Date(Date.now() - 2 * DAY_MS);
  const title = 'A link that is none';
  await buildPullRequest(pool, { repositoryId, title, url, createdAt, mergedAt });
  const watched = await openWatched(rig, browser);
  const { page } = watched;
  await page.goto(`${rig.url}/cycle-time`);
  await goDown(page);
  await page.getByText(title, { exact: true }).first().click();
  await page.getByRole('dialog').waitFor();
  await expectHarmless(watched);
  await page.goto(`${rig.url}/sync`);
  await page.getByRole('main').waitFor();
  await expectHarmless(watched);
  await watched.close();
  await rig.expectLogged({ path: '/sync', status: 200 });
};

const xssInMarkdown: BrowserAttack = async (rig, browser) => {
  const api = createApiClient(rig.url);
  const { latestRevision } = await api.definitions.overview.query();
  const note = SCRIPTS.slice(0, 6).join(' ').slice(0, 199);
  const authorClasses = {
    entries: [{ pattern: 'ci-*', authorClass: 'bot' as const }],
    switchedOff: [],
  };
  await api.definitions.propose.mutate({
    settings: { authorClasses },
    note,
    basedOn: latestRevision,
  });
  const watched = await openWatched(rig, browser);
  const { page } = watched;
  for (const path of ['/definitions', '/audit']) {
    await page.goto(`${rig.url}${path}`);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await expectHarmless(watched);
  }
  const search = encodeURIComponent(SCRIPTS[1] ?? '');
  await page.goto(`${rig.url}/cycle-time?search=${search}&repository=${search}&team=${search}`);
  await page.getByRole('main').waitFor();
  await expectHarmless(watched);
  await page.goto(`${rig.url}/${encodeURIComponent(SCRIPTS[0] ?? '')}`);
  await page.getByRole('main').waitFor();
  await expectHarmless(watched);
  await watched.close();
  await rig.expectLogged({ path: '/definitions', status: 200 });
};

/** What a page of another site does to ours, in the browser of somebody who is signed in. */
function attackersPage(target: string): string {
  return `<!doctype html><title>waiting</title>
<iframe src="${target}/cycle-time" name="framed"></iframe>
<form id="f" method="post" action="${target}/api/auth/sign-out" target="posted" enctype="text/plain"><input name='{"a":"' value='"}'></form>
<iframe name="posted"></iframe>
<script>
(async () => {
  const results = [];
  const attempt = async (name, call) => {
    try { results.push(name + ':' + (await call())); } catch { results.push(name + ':refused'); }
  };
  const read = (path, init) => fetch('${target}' + path, { credentials: 'include', ...init }).then((r) => r.text());
  await attempt('read', () => read('/trpc/access.me'));
  await attempt('readCsv', () => read('/api/v1/pull-requests.csv'));
  await attempt('write', () => read('/trpc/access.endAllSessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
  await attempt('blind', () => fetch('${target}/trpc/access.endAllSessions', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then((r) => r.type));
  await attempt('script', () => new Promise((ok, no) => { const s = document.createElement('script'); s.src = '${target}/trpc/access.me'; s.onload = () => ok('loaded'); s.onerror = no; document.body.append(s); }));
  await attempt('image', () => new Promise((ok, no) => { const i = new Image(); i.onload = () => ok('loaded'); i.onerror = no; i.src = '${target}/bellwether.svg'; }));
  document.getElementById('f').submit();
  window.results = results;
  document.title = 'done';
})();
</script>`;
}

/** So that the browser holds the cookies as the server gave them, not as a test made them. */
async function signInThroughPage(page: Page, { url }: AttackRig): Promise<void> {
  await page.goto(`${url}/sign-in`);
  const status = await page.evaluate(
    async (credentials) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(credentials);
      const init = { method: 'POST', headers, body };
      return (await fetch('/api/auth/sign-in/email', init)).status;
    },
    { email: 'admin@example.com', password: TEST_PASSWORD },
  );
  expect(status).toBe(200);
}

const crossSitePage: BrowserAttack = async (rig, browser) => {
  const attacker = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(attackersPage(rig.url));
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  const { port } = attacker.address() as AddressInfo;
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await signInThroughPage(page, rig);
    await page.goto(`http://localhost:${port}/`);
    await page.waitForFunction(() => document.title === 'done');
    const results = await page.evaluate(() => Reflect.get(window, 'results'));
    expect(results).toEqual([
      ...['read:refused', 'readCsv:refused', 'write:refused', 'blind:refused', 'script:refused'],
      'image:refused',
    ]);
    const framed = page.frames().find((frame) => frame.name() === 'framed');
    expect(framed?.url()).toBe('chrome-error://chromewebdata/');
    await rig.expectLogged({ path: '/trpc/access.endAllSessions', status: 403 });
    await page.goto(`${rig.url}/account`);
    await page.getByRole('main').waitFor();
    const cookie = (await context.cookies(rig.url))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const me = await fetch(`${rig.url}/trpc/access.me`, { headers: { cookie } });
    expect(me.status).toBe(200);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  } finally {
    await context.close();
    attacker.close();
  }
};

export const attacksInBrowser = {
  'cross-site page': crossSitePage,
  'xss in titles': xssInTitles,
  'xss in links': xssInLinks,
  'xss in markdown': xssInMarkdown,
} satisfies Partial<Record<AttackName, BrowserAttack>>;
