import { addDays, dayOf } from '@bellwether/shared/time/calendar-day';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { launchBrowser } from '../support/browser.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { signIn } from '../support/sign-in.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let browser: Browser;
let server: TestServer;
let world: TeamWorld;
let admin: Page;
let lena: Page;
let lead: Page;
const pageErrors: string[] = [];

async function openAs(name: string, role: 'lead' | 'engineer', person: string | null) {
  const teamId = idOf(world.teams, 'web');
  const { userId, email } = await addUser(server.app, { name, grants: [{ role, teamId }] });
  await server.app.db.pool.query('update users set person_id = $2 where id = $1', [
    userId,
    person === null ? null : idOf(world.people, person),
  ]);
  const cookie = await signIn(server.url, email);
  return await watched(await openSignedIn(browser, server, { cookie, timezoneId: 'UTC' }));
}

async function watched(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
  return page;
}

const profileOf = (name: string) => `${server.url}/people/${idOf(world.people, name)}`;

beforeAll(async () => {
  server = await startTestServer({ withClient: true });
  world = await makeTeamWorld(server.app);
  browser = await launchBrowser();
  admin = await watched(await openSignedIn(browser, server, { timezoneId: 'UTC' }));
  lena = await openAs('Lena Vogt', 'engineer', 'lena');
  lead = await openAs('Tom Lead', 'lead', null);
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

describe('one’s own profile', () => {
  it('says when one works, and takes another zone and hours', async () => {
    await lena.goto(server.url);
    await lena.getByRole('button', { name: 'Lena Vogt' }).click();
    await lena.getByRole('link', { name: 'Your profile' }).click();
    await lena.getByRole('heading', { name: 'When do you work?' }).waitFor();
    await lena.getByText('from the organisation · the same as yours').waitFor();
    await lena.getByRole('button', { name: 'Change hours' }).click();
    await lena.getByRole('checkbox', { name: 'Own time zone' }).check();
    await lena.getByLabel('Time zone', { exact: true }).fill('Asia/Tokyo');
    await lena.getByRole('checkbox', { name: 'Own working hours' }).check();
    await lena.getByRole('checkbox', { name: 'Friday' }).uncheck();
    await lena.getByRole('button', { name: 'Save' }).click();
    await lena.getByText('as you said · 9 h ahead of yours').waitFor();
    await lena.getByText('Mon–Thu 09:00–17:00').waitFor();
    expect(await findAccessibilityFaults(lena)).toEqual([]);
  });

  it('takes absences, and says which days are taken', async () => {
    const today = dayOf(Date.now(), 'Asia/Tokyo');
    const add = async (from: string, to: string) => {
      await lena.getByRole('button', { name: 'Add an absence' }).click();
      await lena.getByLabel('First day away').fill(from);
      await lena.getByLabel('First day back').fill(to);
      await lena.getByRole('button', { name: 'Add', exact: true }).click();
    };
    await add(addDays(today, -1), addDays(today, 3));
    await lena.getByText('Away, back on').waitFor();
    await add(addDays(today, 2), addDays(today, 5));
    await lena.getByRole('alert').filter({ hasText: 'These days are taken: Holiday' }).waitFor();
    await lena.getByRole('radio', { name: 'Sick' }).check();
    await lena.getByLabel('First day away').fill(addDays(today, 3));
    await lena.getByRole('button', { name: 'Add', exact: true }).click();
    const listed = lena.getByRole('list', { name: 'Absences now and to come' });
    await listed.getByText('Sick').waitFor();
    await listed
      .getByRole('listitem')
      .filter({ hasText: 'Sick' })
      .getByRole('button', { name: 'Remove:' })
      .click();
    await listed.getByText('Sick').waitFor({ state: 'detached' });
    await lena.getByRole('img', { name: /: away on \d working day/ }).waitFor();
  });

  it('without a person behind one, what to do is said', async () => {
    await lead.goto(`${server.url}/people/me`);
    await lead.getByText('It is not known yet which person you are').waitFor();
    expect(await findAccessibilityFaults(lead)).toEqual([]);
  });
});

describe('of somebody else', () => {
  it('a lead reads it from the list of people, changes it, and a stale change is not lost', async () => {
    await lead.goto(`${server.url}/people`);
    await lead.getByRole('link', { name: 'lena', exact: true }).click();
    await lead.getByRole('heading', { name: 'When does lena work?' }).waitFor();
    await lead.getByText('as they said · 9 h ahead of yours').waitFor();
    await lead.getByRole('button', { name: 'Change hours' }).click();
    const zone = lead.getByLabel('Time zone', { exact: true });
    await zone.fill('Europe/Paris');
    const api = createApiClient(server.url);
    const personId = idOf(world.people, 'lena');
    const { said } = await api.people.profile.get.query({ personId });
    const wanted = { timeZone: 'America/Lima', workingHours: said.workingHours };
    await api.people.profile.save.mutate({ personId, ...wanted, basedOn: said.version });
    await lead.getByRole('button', { name: 'Save' }).click();
    const refused = lead.getByRole('alert').filter({ hasText: 'It says now: America/Lima' });
    await refused.getByText('You wanted: Europe/Paris').waitFor();
    await lead.getByText('as they said · 5 h behind yours').waitFor();
    expect(await zone.inputValue()).toBe('Europe/Paris');
    await lead.getByRole('button', { name: 'Save' }).click();
    await refused.waitFor({ state: 'detached' });
    await lead.locator('dd').getByText('Europe/Paris').waitFor();
  });

  it('is refused politely to whom it does not concern', async () => {
    await lena.goto(profileOf('tom'));
    await lena.getByText('There is no such person among those whom you may see').waitFor();
    expect(await lena.getByLabel('A private note').count()).toBe(0);
  });
});

describe('private notes', () => {
  it('are read by their author, then by whom they name, and by no admin', async () => {
    await lead.getByLabel('A private note').fill('Ready for <b>staff</b>\nin autumn');
    await lead.getByRole('button', { name: 'Keep it' }).click();
    const notes = lead.getByRole('list', { name: 'Private notes' });
    await notes.getByText('Ready for <b>staff</b>').waitFor();
    await admin.goto(profileOf('lena'));
    await admin.getByText('No note that you may read.').waitFor();
    await notes.getByRole('button', { name: 'Readers beside you: Only you read it' }).click();
    await lead.getByRole('checkbox', { name: 'Lena Vogt' }).check();
    await closeDialogs(lead);
    await notes.getByRole('button', { name: /You and Lena Vogt read it/ }).waitFor();
    await lena.goto(`${server.url}/people/me`);
    const shared = lena.getByRole('list', { name: 'Private notes' });
    await shared.getByText('Ready for <b>staff</b>').waitFor();
    expect(await shared.getByRole('button').count()).toBe(0);
    expect(await findAccessibilityFaults(lead)).toEqual([]);
  });

  it('changed in two windows, both texts stay in sight', async () => {
    const notes = lead.getByRole('list', { name: 'Private notes' });
    await notes.getByRole('button', { name: 'Change', exact: true }).click();
    await lead.getByLabel('What it says').fill('Mine');
    const { rows } = await server.app.db.pool.query<{ id: string }>(
      `update private_notes set text = 'Of the other window', version = version + 1 returning id`,
    );
    expect(rows.length).toBe(1);
    await notes.getByRole('button', { name: 'Save' }).click();
    await notes.getByText('Of the other window').waitFor();
    expect(await lead.getByLabel('What you wanted it to say').inputValue()).toBe('Mine');
    await notes.getByRole('button', { name: 'Save' }).click();
    await notes.getByText('Mine', { exact: true }).waitFor();
    await notes.getByText('Of the other window').waitFor({ state: 'detached' });
  });
});

describe('teams', () => {
  it('say when they work, and their lead may say so', async () => {
    await lead.goto(`${server.url}/people?tab=teams`);
    await lead.getByText('UTC, from the organisation').first().waitFor();
    await lead.getByRole('button', { name: 'Change web' }).click();
    const times = lead.getByRole('region', { name: 'When web works' });
    await times.getByRole('checkbox', { name: 'Own time zone' }).check();
    await times.getByLabel('Time zone', { exact: true }).fill('Asia/Kolkata');
    await times.getByRole('button', { name: 'Save' }).click();
    await lead.getByText('Asia/Kolkata, its own').waitFor();
    expect(await findAccessibilityFaults(lead)).toEqual([]);
    await lead.goto(profileOf('tom'));
    await lead.getByText('from the team web · 5 h 30 min ahead of yours').waitFor();
  });
});

describe('the page', () => {
  it.each(['light', 'dark'] as const)('is accessible and fits a phone, %s', async (colorScheme) => {
    for (const [page, address] of [
      [lena, `${server.url}/people/me`],
      [admin, profileOf('lena')],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(address);
      await page.getByRole('img', { name: /working day/ }).waitFor();
      await page.getByRole('button', { name: 'Change hours' }).click();
      await page.getByRole('checkbox', { name: 'Own working hours' }).check();
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await findAccessibilityFaults(page)).toEqual([]);
    }
  });

  it('met no error', () => {
    expect(pageErrors).toEqual([]);
  });
});
