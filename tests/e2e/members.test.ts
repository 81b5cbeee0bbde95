import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { createApiClient } from '../support/api-client.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { startPreparedServer } from '../support/prepared-server.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
/** The admin's tab, and that of whom they invite. */
let page: Page;
let theirs: Page;
let paymentsId: string;
const pageErrors: string[] = [];

beforeAll(async () => {
  server = await startPreparedServer();
  browser = await launchBrowser();
  const api = createApiClient(server.url);
  paymentsId = (await api.people.teams.create.mutate({ name: 'Payments' })).teamId;
  const options = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;
  page = await (await openSignedIn(browser, server, options)).newPage();
  theirs = await (await browser.newContext(options)).newPage();
  for (const tab of [page, theirs]) {
    tab.on('pageerror', (error) => pageErrors.push(error.message));
  }
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

const saveRoles = () => page.getByRole('button', { name: 'Save roles' });
const openMember = async (name: string) => {
  await page.getByRole('button', { name: `Change ${name}` }).click();
  await page.getByRole('dialog').getByRole('region', { name: 'Roles' }).waitFor();
};

describe('who may see what', () => {
  let link: string;

  it('invites somebody by a link that is shown once', async () => {
    await page.goto(`${server.url}/access`);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Name (optional)').fill('Nia New');
    await page.getByLabel('E-mail address (optional)').fill('nia@example.com');
    await page.getByRole('combobox', { name: 'Role' }).selectOption('Engineer');
    await page.getByRole('combobox', { name: 'Over what' }).selectOption('Payments');
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    link = await page.getByLabel('Invitation', { exact: true }).inputValue();
    expect(link).toContain(`${server.url}/join#`);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('radio', { name: 'Invitations (1)' }).check();
    await page.getByRole('row', { name: /Nia New.*Engineer in Payments.*Open until/ }).waitFor();
    expect(await page.content()).not.toContain(link.split('#').at(-1));
  });

  it('lets them in, with the role, and shows no page that is not theirs', async () => {
    await theirs.goto(link);
    await theirs.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await theirs.getByRole('button', { name: 'Join' }).click();
    await theirs.getByText('Nia New').first().waitFor();
    const entries = theirs.getByRole('navigation').getByRole('link');
    await entries.first().waitFor();
    expect(await entries.filter({ hasText: 'Access' }).count()).toBe(0);
    await page.reload();
    await page.getByRole('row', { name: /Nia New.*Used/ }).waitFor();
  });

  it('gives another role, and their open tab follows at once', async () => {
    await page.getByRole('radio', { name: 'Users' }).check();
    await openMember('Nia New');
    const panel = page.getByRole('dialog');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await panel.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Admin');
    await saveRoles().click();
    await panel.getByText('Saved.').waitFor();
    await theirs.getByRole('link', { name: 'Access', exact: true }).first().waitFor();
  });

  it('notices that somebody else was faster, and shows both', async () => {
    const panel = page.getByRole('dialog');
    await panel.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Manager');
    const api = createApiClient(server.url);
    const { members } = await api.members.list.query();
    const nia = members.find(({ name }) => name === 'Nia New');
    await api.members.setGrants.mutate({
      ...{ userId: nia?.userId ?? '', accessVersion: nia?.accessVersion ?? -1 },
      grants: [{ role: 'lead', teamId: paymentsId }],
    });
    await saveRoles().click();
    await panel.getByText('Somebody changed this meanwhile.').waitFor();
    await panel.getByRole('definition').getByText('Lead of Payments').waitFor();
    await panel.getByRole('definition').getByText('Manager of everything').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Take what it is now' }).click();
    await expect
      .poll(() => panel.getByRole('combobox', { name: 'Role', exact: true }).inputValue())
      .toBe('lead');
  });

  it('keeps the last admin, and says why', async () => {
    await closeDialogs(page);
    await openMember('Ada Admin');
    const panel = page.getByRole('dialog');
    await panel.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Lead');
    await panel.getByText('You would no longer be an admin').waitFor();
    await saveRoles().click();
    await panel.getByText('This is the last admin').waitFor();
    await closeDialogs(page);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Change Ada Admin');
  });

  it('takes the access away, and their open tab is signed out', async () => {
    await openMember('Nia New');
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    await page.getByText(/Nia New is signed out at once.*1 browser stop/).waitFor();
    await page.getByRole('button', { name: 'Deactivate Nia New' }).click();
    await page.getByRole('button', { name: 'Let Nia New in again' }).waitFor();
    await theirs.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await closeDialogs(page);
    await page.getByRole('radio', { name: 'Deactivated' }).check();
    await page.getByRole('row', { name: /Nia New Deactivated/ }).waitFor();
  });

  it('has people join by a domain of one’s own, and by none that is everybody’s', async () => {
    await page.getByRole('radio', { name: 'Joining' }).check();
    await page.getByText('people come by invitation alone').waitFor();
    const domain = page.getByRole('textbox', { name: 'Domain' });
    await domain.fill('gmail.com');
    await page.keyboard.press('Enter');
    await page.getByText('Anybody can get an address at gmail.com.').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await domain.fill('example.com');
    await page.keyboard.press('Enter');
    await page.getByText(/Confirmed addresses at example\.com join as/).waitFor();
    await page.getByRole('button', { name: 'Remove the rule for example.com' }).click();
    await page.getByText('people come by invitation alone').waitFor();
  });

  it('says before a team is deleted whose role goes with it', async () => {
    const api = createApiClient(server.url);
    const { members } = await api.members.list.query();
    const nia = members.find(({ name }) => name === 'Nia New');
    expect(nia?.grants).toMatchObject([{ role: 'lead', teamName: 'Payments' }]);
    await page.goto(`${server.url}/people?tab=teams`);
    await page.getByRole('button', { name: 'Change Payments' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText(/Nia New is no longer Lead of Payments, and has no other role/).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep it' }).click();
  });

  it.each(['light', 'dark'] as const)('is readable on a phone, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const tab of ['users', 'invitations', 'joining', 'roles']) {
      await page.goto(`${server.url}/access?tab=${tab}`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await findAccessibilityFaults(page)).toEqual([]);
    }
    expect(pageErrors).toEqual([]);
  });
});
