import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import { tinyRepository, tinyWorld } from '@bellwether/server/github-simulator/tiny-world.fixture';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/accessibility.ts';
import { createApiClient } from '../support/api-client.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { findFaultsEverywhere } from '../support/faults-everywhere.ts';
import { joinAs } from '../support/join.ts';
import { OIDC_CLIENT, openOidcSite } from '../support/oidc-site.ts';
import { startPreparedServer } from '../support/prepared-server.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { totpAt } from '../support/totp.ts';

const CLIENT = { clientId: 'Ov23-test', clientSecret: 'the-oauth-secret-of-tests' };

let browser: Browser;
let server: BuiltServer;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let provider: Awaited<ReturnType<typeof openOidcSite>>;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  simulator = await startSimulator({
    world: tinyWorld(tinyRepository()),
    oauth: { ...CLIENT, visitor: null },
  });
  server = await startPreparedServer({
    GITHUB_API_URL: simulator.url,
    GITHUB_OAUTH_CLIENT_ID: CLIENT.clientId,
    GITHUB_OAUTH_CLIENT_SECRET: CLIENT.clientSecret,
  });
  provider = await openOidcSite(() => [`${server.url}/api/auth/callback/oidc`]);
  await createApiClient(server.url).signInSettings.save.mutate({
    name: 'oidc',
    settings: {
      ...{ label: 'Example login', clientId: OIDC_CLIENT.clientId },
      discoveryUrl: provider.discoveryUrl,
    },
    secret: OIDC_CLIENT.clientSecret,
  });
  await joinAs(server.url, { name: 'Lena Lead', email: 'lena@example.com', role: 'lead' });
  browser = await launchBrowser();
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});

afterAll(async () => {
  await browser.close();
  await server.remove();
  await provider.close();
  await simulator.close();
});

const signInButton = () => page.getByRole('button', { name: 'Sign in', exact: true });
const pathOf = () => page.url().slice(server.url.length);
const userMenu = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });

async function enter(email: string, password = TEST_PASSWORD) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await signInButton().click();
}

async function signOut(name: string) {
  await userMenu(name).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await signInButton().waitFor();
}

/** Somebody who has just come to GitHub's page with this address. */
const atGithub = (login: string, id: number, email: string) =>
  simulator.replaceOauth({
    ...CLIENT,
    visitor: {
      user: { login, id, type: 'User', name: login },
      emails: [{ email, verified: true, primary: true }],
    },
  });

describe('with a password', () => {
  it('is asked of whoever opens a page, in both themes and on a phone', async () => {
    const faults = await findFaultsEverywhere(
      (options) => browser.newContext(options),
      `${server.url}/cycle-time`,
      (tab) => tab.getByRole('button', { name: 'Example login' }).waitFor(),
    );
    expect(faults).toEqual([]);
  });

  it('refuses a wrong one in words that tell nothing of who there is', async () => {
    await page.goto(`${server.url}/cycle-time?period=90d`);
    await enter('lena@example.com', 'not her password');
    const refused = await page.getByRole('alert').textContent();
    await enter('nobody@example.com', 'not her password');
    await expect.poll(() => page.getByRole('alert').textContent()).toBe(refused);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('opens the page that was asked for', async () => {
    await enter('lena@example.com');
    await userMenu('Lena Lead').waitFor();
    expect(pathOf()).toBe('/cycle-time?period=90d');
    await signOut('Lena Lead');
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example'])(
    'leads nowhere else afterwards: %s',
    async (next) => {
      await page.goto(`${server.url}/sign-in?next=${encodeURIComponent(next)}`);
      await enter('lena@example.com');
      await userMenu('Lena Lead').waitFor();
      expect(pathOf()).toMatch(/^\/cycle-time/);
      await signOut('Lena Lead');
    },
  );
});

describe('with a second factor', () => {
  let secret: string;
  let codes: string[];

  it('is set up with a code to scan, and gives backup codes once', async () => {
    await enter('lena@example.com');
    await userMenu('Lena Lead').click();
    await page.getByRole('link', { name: 'Your account' }).click();
    const region = page.getByRole('region', { name: 'Second factor' });
    await region.getByRole('button', { name: 'Set it up' }).click();
    await region.getByLabel('Your password, again').fill(TEST_PASSWORD);
    await region.getByRole('button', { name: 'Go on' }).click();
    await region.getByRole('img', { name: /^QR code/ }).waitFor();
    secret = (await region.getByText(/^[A-Z2-7]{16,}$/).textContent()) ?? '';
    expect(await findAccessibilityFaults(page)).toEqual([]);
    const digits = region.getByLabel('The six digits that the app shows');
    await digits.fill(totpAt(secret, new Date()));
    await region.getByRole('button', { name: 'Switch it on' }).click();
    const list = region.getByRole('list', { name: 'Backup codes' });
    await list.waitFor();
    codes = await list.getByRole('listitem').allTextContents();
    expect(codes.length).toBeGreaterThanOrEqual(5);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await region.getByRole('button', { name: 'I have kept them' }).click();
    await region.getByText(/backup codes are left/).waitFor();
    expect(await page.content()).not.toContain(codes[0]);
    await signOut('Lena Lead');
  });

  it('asks for the app’s code after the password, and refuses a wrong one', async () => {
    await enter('lena@example.com');
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await signInButton().click();
    await page
      .getByText(/code/i)
      .and(page.locator('[role="alert"], [class*="error"]'))
      .first()
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(totpAt(secret, new Date()));
    await signInButton().click();
    await userMenu('Lena Lead').waitFor();
    await signOut('Lena Lead');
  });

  it('takes a backup code in place of it', async () => {
    await enter('lena@example.com');
    await page.getByRole('button', { name: 'Use a backup code instead' }).click();
    await page.getByLabel('Backup code').fill(codes[0] ?? '');
    await signInButton().click();
    await userMenu('Lena Lead').waitFor();
    await signOut('Lena Lead');
  });
});

describe('with an account elsewhere', () => {
  it('says in plain words that nobody invited an account of GitHub', async () => {
    atGithub('stranger', 7_001, 'stranger@example.net');
    await page.getByRole('button', { name: /GitHub/ }).click();
    await page.getByText('This account has not been invited to Bellwether.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('lets in whom an admin invited, and lists the way on their account', async () => {
    await createApiClient(server.url).members.invite.mutate({
      ...{ name: 'Gita', email: 'gita@example.com', personId: null },
      grants: [{ role: 'engineer', teamId: null }],
    });
    atGithub('gita', 7_002, 'gita@example.com');
    await page.getByRole('button', { name: /GitHub/ }).click();
    await page.getByRole('navigation', { name: 'Pages and tools' }).waitFor();
    await page.goto(`${server.url}/account`);
    await page
      .getByRole('region', { name: 'Ways to sign in' })
      .getByText(/GitHub/)
      .waitFor();
    await page.getByText('You sign in without a password').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await signOut('.*');
  });

  it('lets in by the organisation’s provider, and back to the page that was asked for', async () => {
    await createApiClient(server.url).members.addJoinRule.mutate({
      ...{ kind: 'domain', value: 'example.org', role: 'engineer', teamId: null },
    });
    provider.become({
      ...{ sub: 'subject-1', email: 'otto@example.org', email_verified: true, name: 'Otto' },
    });
    await page.goto(`${server.url}/definitions`);
    await page.getByRole('button', { name: 'Example login' }).click();
    await userMenu('Otto').waitFor();
    expect(pathOf()).toBe('/definitions');
    await signOut('Otto');
  });
});

describe('with links', () => {
  it('a forgotten password is mended by a link from an admin', async () => {
    await page.getByRole('button', { name: 'Forgotten your password?' }).click();
    await page.getByText('Ask an admin of Bellwether').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await joinAs(server.url, { name: 'Max Manager', email: 'max@example.com', role: 'manager' });
    const api = createApiClient(server.url);
    const { members } = await api.members.list.query();
    const userId = members.find(({ email }) => email === 'max@example.com')?.userId ?? '';
    const { url } = await api.members.makeResetLink.mutate({ userId });
    const faults = await findFaultsEverywhere(
      (options) => browser.newContext(options),
      url,
      (tab) => tab.getByText('For max@example.com').waitFor(),
    );
    expect(faults).toEqual([]);
    await page.goto(url);
    await page.getByLabel('New password', { exact: true }).fill('tin rhubarb kayak lantern');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByRole('link', { name: 'Sign in with it' }).click();
    await enter('max@example.com', 'tin rhubarb kayak lantern');
    await userMenu('Max Manager').waitFor();
    await page.goto(url);
    await page.getByText('This link is no longer good').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('an invitation asks for name, address and password, and is in no request’s address', async () => {
    const { url } = await createApiClient(server.url).members.invite.mutate({
      ...{ name: null, email: null, personId: null, grants: [{ role: 'engineer', teamId: null }] },
    });
    const token = new URL(url).hash.slice(1);
    const faults = await findFaultsEverywhere(
      (options) => browser.newContext(options),
      url,
      (tab) => tab.getByText('Ada Admin invites you').waitFor(),
    );
    expect(faults).toEqual([]);
    const context = await browser.newContext();
    const tab = await context.newPage();
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(url);
    await tab.getByLabel('Your name').fill('Nia New');
    await tab.getByLabel('E-mail').fill('nia@example.com');
    await tab.getByLabel('Password', { exact: true }).fill('password123');
    await tab.getByRole('button', { name: 'Join' }).click();
    await expect
      .poll(() => tab.getByLabel('Password', { exact: true }).getAttribute('aria-invalid'))
      .toBe('true');
    await tab.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await tab.getByRole('button', { name: 'Join' }).click();
    await tab.getByRole('button', { name: /^Nia New, Engineer in every team/ }).waitFor();
    expect(asked.filter((address) => address.replace(/#.*$/, '').includes(token))).toEqual([]);
    await context.close();
  });

  it('one’s account stands in both themes and on a phone', async () => {
    const faults = await findFaultsEverywhere(
      (options) => openSignedIn(browser, server, options),
      `${server.url}/account`,
      async (tab) => {
        await tab.getByText('This browser', { exact: true }).waitFor();
        await tab.getByText('The only way in').waitFor();
      },
    );
    expect(faults).toEqual([]);
    expect(pageErrors).toEqual([]);
  });
});
