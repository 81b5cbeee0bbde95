import { generateKeyPairSync } from 'node:crypto';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { startPreparedServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { smallRepository } from '../support/small-world.ts';

const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = String(key.privateKey.export({ type: 'pkcs1', format: 'pem' }));
const publicKey = String(key.publicKey.export({ type: 'spki', format: 'pem' }));
const installation = { id: 41, owner: 'acme' };
const permissions = { metadata: 'read', pull_requests: 'read', contents: 'read' } as const;

let simulator: Simulator;
let server: BuiltServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  simulator = await startSimulator({
    world: {
      ...{ name: 'connections', endsAt: null },
      repositories: [smallRepository('acme/shop', {}), smallRepository('acme/till', {})],
    },
    tokens: [],
    app: { id: 7, publicKey, installations: [{ ...installation, permissions }] },
  });
  server = await startPreparedServer({ GITHUB_API_URL: simulator.url });
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await simulator?.close();
});

const panel = () => page.getByRole('region', { name: 'GitHub App at acme' });

describe('the page of connections', () => {
  it('says at the field what is wrong with a private key', async () => {
    await page.goto(`${server.url}/welcome`);
    await page.getByText('With a GitHub App', { exact: true }).click();
    await page.getByLabel('App ID').fill('7');
    await page.getByLabel('Private key').fill('hunter2');
    await page.getByRole('button', { name: 'Check the App' }).click();
    await page.getByText(/This is no private key/).waitFor();
    expect(await page.getByLabel('Private key').getAttribute('aria-invalid')).toBe('true');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('takes an App, finds its repositories by itself, and names what it may not read', async () => {
    await page.getByLabel('Private key').fill(privateKey);
    await page.getByRole('button', { name: 'Check the App' }).click();
    await panel().waitFor();
    expect(new URL(page.url()).pathname).toBe('/connections');
    await panel()
      .getByText(/lacks "Deployments: read".*lead time stays unknown/)
      .waitFor();
    await expect
      .poll(
        async () => {
          await page.reload();
          await panel().waitFor();
          return await panel().getByRole('listitem').filter({ hasText: 'acme/' }).count();
        },
        { timeout: 30_000 },
      )
      .toBe(2);
    expect(await page.content()).not.toContain('PRIVATE KEY');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('looks the rights up again', async () => {
    simulator.replaceApp({ id: 7, publicKey, installations: [installation] });
    await panel().getByRole('button', { name: 'Check the rights again' }).click();
    await panel().getByText('Deployments can be read, and with them lead time.').waitFor();
  });

  it('shows a made secret once, with the address and the events to choose', async () => {
    await panel().getByText('Webhook: no secret of its own').click();
    await panel().getByRole('button', { name: 'Make a secret' }).click();
    await panel().getByText('Copy the secret now').waitFor();
    const secret = await panel().getByRole('textbox', { name: 'Secret', exact: true }).inputValue();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await panel().getByLabel('Payload URL', { exact: true }).inputValue()).toMatch(
      /\/webhooks\/github$/,
    );
    await panel()
      .getByText(/pull_request_review/)
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.reload();
    await panel()
      .getByText(new RegExp(`Webhook: secret set on .* by Ada Admin, ends in …${secret.slice(-4)}`))
      .waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  it('says that an installation is suspended', async () => {
    const suspended = { ...installation, suspendedAt: '2026-03-01T09:00:00Z' };
    simulator.replaceApp({ id: 7, publicKey, installations: [suspended] });
    await panel().getByRole('button', { name: 'Check the rights again' }).click();
    await panel()
      .getByText(/suspended or gone since .*Nothing is read until it is back/)
      .waitFor();
  });

  it.each(['light', 'dark'] as const)('fits a phone, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await panel().waitFor();
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });
});
