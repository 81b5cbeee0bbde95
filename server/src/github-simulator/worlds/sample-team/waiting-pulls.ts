import { drawFiles, drawLines, type SizeClass } from './files.ts';
import { DAY, HOUR, MINUTE } from './instants.ts';
import { DEFAULT_BRANCH, type Moment, type PullDraft } from './moments.ts';
import { lead, type Person, peers } from './people.ts';
import type { Random } from './random.ts';
import { type RepositorySketch, repositorySketches } from './repositories.ts';
import type { StoryClock } from './story.ts';
import { emojiTitle, longTitle, makeTitle, rightToLeftTitle, toSlug } from './titles.ts';
import { momentWithin } from './work-calendar.ts';

type Sketch = {
  key: string;
  /** Days before the end. */
  age: number;
  size: SizeClass;
  author: number;
  repository: number;
  openedAsDraft?: boolean;
  title?: string;
  /** What happens after the opening. */
  tell: (createdAt: number, author: Person, random: Random) => Moment[];
};

function ask(reviewer: Person | 'team') {
  return (at: number, by: Person): Moment[] => [{ kind: 'request', at: at + MINUTE, by, reviewer }];
}

/** Asked of the lead more than a week ago, and asked again since. */
function askLeadTwice(at: number, by: Person, random: Random): Moment[] {
  const reminderAt = momentWithin(by, at + 3 * DAY, at + 6 * DAY, [0, 1], random);
  return [...ask(lead)(at, by), { kind: 'comment', at: reminderAt, by }];
}

function objectAndForget(at: number, _: Person, random: Random): Moment[] {
  const by = lead;
  const lookedAt = momentWithin(by, at + DAY, at + 5 * DAY, [0, 1], random);
  return [
    { kind: 'review', at: lookedAt, by, state: 'CHANGES_REQUESTED', inline: 3 },
    { kind: 'label', at: lookedAt + MINUTE, by, label: 'on hold' },
  ];
}

function approveAndMerge(at: number, by: Person, random: Random): Moment[] {
  const reviewer = random.pick(peers.filter((person) => person !== by));
  const approvedAt = momentWithin(reviewer, at, at + 30 * HOUR, [0.3, 0.8], random);
  const mergedAt = momentWithin(by, approvedAt, approvedAt + DAY, [0.1, 0.3], random);
  return [
    { kind: 'review', at: approvedAt, by: reviewer, state: 'APPROVED', inline: 1 },
    { kind: 'merge', at: mergedAt, by },
  ];
}

function goOn(at: number, by: Person, random: Random): Moment[] {
  const pushedAt = momentWithin(by, at, at + 2 * DAY, [0.2, 1], random);
  return [{ kind: 'push', at: pushedAt, by, authoredAt: pushedAt, message: 'Go on' }];
}

const sketches: readonly Sketch[] = [
  { key: 'waits-on-lead', age: 9.5, size: 'L', author: 1, repository: 1, tell: askLeadTwice },
  { key: 'nobody-asked', age: 4.2, size: 'S', author: 3, repository: 0, tell: () => [] },
  { key: 'waits-on-team', age: 2.4, size: 'M', author: 6, repository: 2, tell: ask('team') },
  {
    key: 'waits-on-peer',
    age: 1.1,
    size: 'S',
    author: 5,
    repository: 0,
    tell: ask(peers[2] ?? lead),
  },
  {
    key: 'still-draft',
    age: 6,
    size: 'M',
    author: 4,
    repository: 1,
    openedAsDraft: true,
    tell: goOn,
  },
  {
    key: 'old-draft',
    age: 41,
    size: 'XL',
    author: 7,
    repository: 0,
    openedAsDraft: true,
    tell: goOn,
  },
  { key: 'on-hold', age: 163, size: 'XL', author: 2, repository: 2, tell: objectAndForget },
  {
    key: 'emoji',
    age: 33,
    size: 'S',
    author: 0,
    repository: 0,
    title: emojiTitle,
    tell: approveAndMerge,
  },
  {
    key: 'right-to-left',
    age: 54,
    size: 'M',
    author: 2,
    repository: 0,
    title: rightToLeftTitle,
    tell: approveAndMerge,
  },
  {
    key: 'long-title',
    age: 75,
    size: 'L',
    author: 4,
    repository: 1,
    title: longTitle,
    tell: approveAndMerge,
  },
];

function tellSketch(sketch: Sketch, clock: StoryClock, seed: Random): PullDraft {
  const random = seed.fork(sketch.key);
  const author = peers[sketch.author] ?? lead;
  const repository = repositorySketches[sketch.repository] as RepositorySketch;
  const around = clock.endsAt - sketch.age * DAY;
  const createdAt = momentWithin(author, around - 3 * DAY, around, [0.94, 0.99], random);
  const pushedAt = momentWithin(author, createdAt - 2 * DAY, createdAt - MINUTE, [0.2, 1], random);
  const made = makeTitle(repository, 'feature', random);
  const title = sketch.title ?? made.title;
  return {
    key: sketch.key,
    repository,
    author,
    title,
    branch: `${author.login}/${toSlug(title) || sketch.key}`,
    base: DEFAULT_BRANCH,
    createdAt,
    openedAsDraft: sketch.openedAsDraft ?? false,
    files: drawFiles(repository, made.area, drawLines(sketch.size, random), random),
    moments: [
      { kind: 'push', at: pushedAt, by: author, authoredAt: pushedAt, message: title },
      ...sketch.tell(createdAt, author, random),
    ],
  };
}

/** A handful of single cases: what waits when the world ends, and titles that are hard to draw. */
export function planWaitingPulls(clock: StoryClock, seed: Random): PullDraft[] {
  return sketches.map((sketch) => tellSketch(sketch, clock, seed));
}
