import { type Account, copilotAuthor, dependabot, releaseBot, renovate } from './accounts.ts';
import { drawFiles, drawLines, modified } from './files.ts';
import { DAY, HOUR, MINUTE, SECOND, toSecond, WEEK } from './instants.ts';
import { DEFAULT_BRANCH, type Moment, type PullDraft } from './moments.ts';
import { lead, peers } from './people.ts';
import type { Random } from './random.ts';
import { type RepositorySketch, repositorySketches } from './repositories.ts';
import { type StoryClock, sharedAt } from './story.ts';
import { makeTitle, toSlug } from './titles.ts';
import { momentWithin } from './work-calendar.ts';

const packages = [
  'eslint',
  'vite',
  'zod',
  'pino',
  'prettier',
  'typescript',
  'undici',
  'fastify',
  'postcss',
  'msw',
  'vitest',
  'dayjs',
];

type Slot = {
  key: string;
  repository: RepositorySketch;
  at: number;
  clock: StoryClock;
  random: Random;
};

function drawVersions(random: Random): { from: string; to: string } {
  const start = `${random.integer(1, 9)}.${random.integer(0, 30)}`;
  return { from: `${start}.${random.integer(0, 4)}`, to: `${start}.${random.integer(5, 9)}` };
}

function firstPush(by: Account, at: number, message: string): Moment {
  return { kind: 'push', at: at - 40 * SECOND, by, authoredAt: at - 40 * SECOND, message };
}

/** Merged by itself once the checks have run; now and then looked at by a person, or overtaken and closed. */
function finishUpdate(by: Account, { at, clock, random }: Slot): Moment[] {
  const outcome = random.weighted([
    ['by itself', 76],
    ['looked at', 14],
    ['overtaken', 10],
  ]);
  if (outcome === 'by itself') {
    return [{ kind: 'merge', at: toSecond(at + random.between(9, 70) * MINUTE), by }];
  }
  if (outcome === 'overtaken') {
    return [{ kind: 'close', at: toSecond(at + random.between(2, 8) * DAY), by }];
  }
  const reviewer = random.chance(sharedAt(clock, at) === 0 ? 0.7 : 0.2) ? lead : random.pick(peers);
  const lookedAt = momentWithin(reviewer, at, at + 3 * DAY, [0.1, 0.9], random);
  return [
    { kind: 'review', at: lookedAt, by: reviewer, state: 'APPROVED', inline: 0 },
    { kind: 'merge', at: lookedAt + random.integer(20, 200) * SECOND, by: reviewer },
  ];
}

function updateDependency(slot: Slot): PullDraft {
  const { key, repository, at, random } = slot;
  const isRenovate = repository.name === 'lending-platform';
  const by = isRenovate ? renovate : dependabot;
  const name = random.pick(packages);
  const { from, to } = drawVersions(random);
  const prefix = isRenovate ? 'renovate' : 'dependabot/npm_and_yarn';
  return {
    key,
    repository,
    author: by,
    title: isRenovate ? `Update ${name} to ${to}` : `Bump ${name} from ${from} to ${to}`,
    branch: `${prefix}/${name}-${to}-${key}`,
    base: DEFAULT_BRANCH,
    createdAt: at,
    openedAsDraft: false,
    files: [
      { filename: 'package.json', status: 'modified', additions: 1, deletions: 1 },
      modified(repository.lockFile, random.integer(6, 240), random),
    ],
    moments: [
      firstPush(by, at, `Bump ${name}`),
      { kind: 'label', at: at + SECOND, by, label: 'dependencies' },
      ...finishUpdate(by, slot),
    ],
  };
}

/** The weekly change log of the API, by an ordinary account that a pipeline uses. */
function prepareRelease({ key, repository, at, random }: Slot): PullDraft {
  const day = new Date(at).toISOString().slice(0, 10);
  return {
    key,
    repository,
    author: releaseBot,
    title: `Release notes for the week of ${day}`,
    branch: `release-notes/${day}`,
    base: DEFAULT_BRANCH,
    createdAt: at,
    openedAsDraft: false,
    files: [
      {
        filename: 'CHANGELOG.md',
        status: 'modified',
        additions: random.integer(3, 25),
        deletions: 0,
      },
    ],
    moments: [
      firstPush(releaseBot, at, 'Collect release notes'),
      { kind: 'label', at: at + SECOND, by: releaseBot, label: 'release' },
      { kind: 'merge', at: toSecond(at + random.between(3, 12) * MINUTE), by: releaseBot },
    ],
  };
}

/** Written by a machine as a draft, made ready, and judged by a person. */
function letMachineWrite({ key, repository, at, random }: Slot): PullDraft {
  const by = copilotAuthor;
  const { title, area } = makeTitle(
    repository,
    random.pick(['fix', 'test', 'docs'] as const),
    random,
  );
  const readyAt = toSecond(at + random.between(12, 70) * MINUTE);
  const person = random.pick(peers);
  const lookedAt = momentWithin(person, readyAt, readyAt + 2 * DAY, [0.05, 0.7], random);
  const accepted = random.chance(0.7);
  const push = readyAt - MINUTE;
  return {
    key,
    repository,
    author: by,
    title,
    branch: `copilot/${toSlug(title)}-${key}`,
    base: DEFAULT_BRANCH,
    createdAt: at,
    openedAsDraft: true,
    files: drawFiles(
      repository,
      area,
      drawLines(random.pick(['XS', 'S', 'M'] as const), random),
      random,
    ),
    moments: [
      firstPush(by, at, 'Plan the change'),
      { kind: 'push', at: push, by, authoredAt: push, message: title },
      { kind: 'ready', at: readyAt, by },
      { kind: 'request', at: readyAt + SECOND, by, reviewer: person },
      {
        kind: 'review',
        at: lookedAt,
        by: person,
        state: accepted ? 'APPROVED' : 'COMMENTED',
        inline: accepted ? 0 : 1,
      },
      {
        kind: accepted ? 'merge' : 'close',
        at: toSecond(lookedAt + random.between(1, 40) * MINUTE),
        by: person,
      },
    ],
  };
}

function planWeek(
  repository: RepositorySketch,
  monday: number,
  clock: StoryClock,
  seed: Random,
): PullDraft[] {
  const random = seed.fork(`bots-${repository.name}-${monday}`);
  const drafts: PullDraft[] = [];
  const slotAt = (name: string, at: number): Slot => {
    const key = `${name}-${(at / SECOND).toString(36)}`;
    return { key, repository, at: toSecond(at), clock, random: random.fork(key) };
  };
  for (let i = random.integer(0, 2); i > 0; i -= 1) {
    const at = monday + random.integer(0, 4) * DAY + 4 * HOUR + random.between(0, 55) * MINUTE;
    drafts.push(updateDependency(slotAt('update', at)));
  }
  if (repository.name === 'lending-api') {
    drafts.push(prepareRelease(slotAt('release', monday + 3 * DAY + 5 * HOUR)));
  }
  if (sharedAt(clock, monday) > 0 && random.chance(0.45)) {
    const at = monday + random.integer(0, 3) * DAY + random.between(8, 15) * HOUR;
    drafts.push(letMachineWrite(slotAt('machine', at)));
  }
  return drafts;
}

/** What bots and machines open, week by week. */
export function planBotPulls(clock: StoryClock, seed: Random): PullDraft[] {
  const drafts: PullDraft[] = [];
  for (let monday = clock.startsAt; monday < clock.endsAt; monday += WEEK) {
    for (const repository of repositorySketches) {
      drafts.push(...planWeek(repository, monday, clock, seed));
    }
  }
  return drafts;
}
