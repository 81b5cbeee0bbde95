import { setTimeout as wait } from 'node:timers/promises';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type {
  World,
  WorldPull,
  WorldRepository,
} from '@bellwether/server/github-simulator/world.types';
import { generateSampleTeam } from '@bellwether/server/github-simulator/worlds/sample-team/generate-sample-team';
import { percentile } from '@bellwether/shared/stats/percentile';
import type { Page } from 'playwright-core';
import { apiFetch } from '../support/api-fetch.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { eventually } from '../support/eventually.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { makeCommit, makePull, makeSha } from '../support/world-rows.ts';
import type { BenchResult } from './bench-result.ts';

const SAMPLES = 40;
const LIMIT_SECONDS = 1;
const FIRST_NUMBER = 90_000;
const SECRET = 'the secret of the bench';
const HOUR_MS = 3_600_000;
/** Between two deliveries, at random, so that they meet the server and the page at any moment. */
const PAUSES_MS = { from: 1_500, to: 4_000 };

/** From the moment GitHub sends a webhook to the changed number in a browser that shows the page. */
export async function benchWebhook(): Promise<BenchResult[]> {
  const world = makeTeam();
  const [repository] = world.repositories;
  if (repository === undefined) {
    throw new Error('There is no repository to measure with.');
  }
  const simulator = await startSimulator({ world });
  const server = await startBuiltServer({
    GITHUB_API_URL: simulator.url,
    GITHUB_TOKEN: 'any',
    GITHUB_REPOSITORIES: repository.full_name,
    GITHUB_WEBHOOK_SECRET: SECRET,
  });
  const browser = await launchBrowser();
  try {
    await eventually(() => isRead(server, repository));
    const url = `${server.url}/webhooks/github`;
    simulator.addHook({ repository: repository.full_name, url, secret: SECRET });
    const page = await (await openSignedIn(browser, server)).newPage();
    await page.goto(`${server.url}/cycle-time`, { waitUntil: 'networkidle' });
    const times = await measure(simulator, page, world, repository);
    return [describe(times, repository)];
  } finally {
    await browser.close();
    await server.remove();
    await simulator.close();
  }
}

/** The sample team's largest repository, with pull requests that wait for their turn. */
function makeTeam(): World {
  const world = generateSampleTeam({ seed: 7, endsAt: new Date() });
  const [largest] = [...world.repositories].sort((a, b) => b.pulls.length - a.pulls.length);
  if (largest === undefined) {
    throw new Error('The sample team has no repository.');
  }
  const waiting = Array.from({ length: SAMPLES + 1 }, (_, at) => waitingPull(FIRST_NUMBER + at));
  const repository = {
    ...largest,
    pulls: [...largest.pulls, ...waiting],
    commits: [
      ...largest.commits,
      ...waiting.map(({ number, head, created_at }) =>
        makeCommit(number, head.sha, { at: created_at }),
      ),
    ],
  };
  return { ...world, repositories: [repository] };
}

function waitingPull(number: number): WorldPull {
  const openedAt = secondsOf(new Date(Date.now() - 5 * HOUR_MS));
  return makePull(number, { created_at: openedAt, updated_at: openedAt });
}

function secondsOf(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

async function isRead(server: BuiltServer, { pulls }: WorldRepository): Promise<boolean> {
  const answer = await apiFetch(`${server.url}/api/v1/sync`);
  const { repositories } = (await answer.json()) as {
    repositories: { state: string; streams: { stream: string; stored: number }[] }[];
  };
  return repositories.some(
    ({ state, streams }) =>
      state === 'idle' &&
      streams.some(({ stream, stored }) => stream === 'pull-requests' && stored >= pulls.length),
  );
}

async function measure(
  simulator: Simulator,
  page: Page,
  world: World,
  repository: WorldRepository,
): Promise<number[]> {
  const times: number[] = [];
  let pulls = repository.pulls;
  // The first one warms up what a page that was just opened has still to load.
  for (let at = 0; at <= SAMPLES; at += 1) {
    const number = FIRST_NUMBER + at;
    pulls = pulls.map((pull) => (pull.number === number ? merged(pull) : pull));
    simulator.replaceWorld({ ...world, repositories: [{ ...repository, pulls }] });
    const before = await readNumber(page);
    const shown = page.waitForFunction(differsFrom, before, { polling: 'raf', timeout: 60_000 });
    const sentAt = performance.now();
    const event = { event: 'pull_request', action: 'closed', number } as const;
    const [attempt] = await simulator.deliver(repository.full_name, event);
    if (attempt?.status !== 202) {
      throw new Error(`The delivery was answered with ${attempt?.status}.`);
    }
    await shown;
    if (at > 0) {
      times.push((performance.now() - sentAt) / 1000);
    }
    await wait(PAUSES_MS.from + Math.random() * (PAUSES_MS.to - PAUSES_MS.from));
  }
  return times.sort((a, b) => a - b);
}

function merged(pull: WorldPull): WorldPull {
  const now = secondsOf(new Date());
  return {
    ...pull,
    state: 'closed',
    updated_at: now,
    closed_at: now,
    merged_at: now,
    merged_by: pull.user,
    merge_commit_sha: makeSha(`merge of ${pull.number}`),
  };
}

/** How many pull requests wait now, as it stands in the headline. */
function readNumber(page: Page): Promise<string | null> {
  return page.locator('dl div', { hasText: 'Waiting now' }).locator('dd').first().textContent();
}

function differsFrom(before: string | null): boolean {
  const terms = Array.from(document.querySelectorAll('dl dt'));
  const term = terms.find((candidate) => candidate.textContent === 'Waiting now');
  const shown = term?.parentElement?.querySelector('dd');
  return shown instanceof HTMLElement && shown.textContent !== before;
}

function describe(times: readonly number[], { pulls }: WorldRepository): BenchResult {
  const of = (share: number) => `${(percentile(times, share) ?? Number.NaN).toFixed(2)} s`;
  return {
    name: 'from a webhook to the changed number in an open browser, p95',
    value: percentile(times, 0.95) ?? Number.NaN,
    unit: 'seconds',
    limit: { atMost: LIMIT_SECONDS },
    detail: `${times.length} merged pull requests of ${pulls.length}: median ${of(0.5)}, p95 ${of(0.95)}, slowest ${of(1)}; GitHub's own answers are in it`,
  };
}
