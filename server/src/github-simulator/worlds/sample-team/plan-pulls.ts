import { hastenAfterChange, planCycleMs } from './cycle-time.ts';
import { drawFiles, drawLines, type FileChange, type SizeClass } from './files.ts';
import { DAY, HOUR, MINUTE, toSecond, WEEK } from './instants.ts';
import { departed, type Person, team } from './people.ts';
import type { Random } from './random.ts';
import { type RepositorySketch, repositorySketches } from './repositories.ts';
import { type StoryClock, sharedAt } from './story.ts';
import { type ChangeKind, kindWeights, makeTitle } from './titles.ts';
import { type Course, courseOf, type Trait, traitsOf } from './traits.ts';
import { instantOf, localDay, momentWithin, nearestWork } from './work-calendar.ts';

/** What a pull request of the team is to be, before its life is told. */
export type PullPlan = {
  key: string;
  repository: RepositorySketch;
  author: Person;
  kind: ChangeKind;
  title: string;
  area: string;
  size: SizeClass;
  files: FileChange[];
  createdAt: number;
  openedAsDraft: boolean;
  /** When it is first ready for review; the same as `createdAt` unless it begins as a draft. */
  readyAt: number;
  mergeAt: number;
  /** 0: the old way of reviewing, 1: the new one. */
  shared: number;
  course: Course;
  traits: ReadonlySet<Trait>;
  random: Random;
};

type Opening = Omit<PullPlan, 'mergeAt'> & { rank: number };

const WARM_UP_WEEKS = 3;

const sizesBefore: readonly (readonly [SizeClass, number])[] = [
  ['XS', 18],
  ['S', 32],
  ['M', 31],
  ['L', 14],
  ['XL', 5],
];
const sizesAfter: readonly (readonly [SizeClass, number])[] = [
  ['XS', 25],
  ['S', 38],
  ['M', 27],
  ['L', 8],
  ['XL', 2],
];

/** Fewer on Fridays. */
const weekdayWeights: readonly (readonly [number, number])[] = [
  [0, 21],
  [1, 23],
  [2, 22],
  [3, 21],
  [4, 13],
];

function countOfWeek(monday: number, clock: StoryClock, random: Random): number {
  const usual = monday < clock.changedAt ? 25 : 29;
  const yearEnd = /-12-(2[1-9]|3)/.test(new Date(monday).toISOString());
  return Math.round(usual * random.between(0.9, 1.1) * (yearEnd ? 0.55 : 1));
}

function drawAuthor(at: number, clock: StoryClock, random: Random): Person {
  const away = (person: Person): boolean => person === departed && at > clock.startsAt + 9 * WEEK;
  const candidates = [...team, departed].filter((person) => !away(person));
  return random.weighted(candidates.map((person) => [person, person.authorWeight] as const));
}

function drawOpeningAt(author: Person, monday: number, offHours: boolean, random: Random): number {
  const day = localDay(author.zone, monday + 12 * HOUR) + random.weighted(weekdayWeights);
  if (offHours) {
    const weekend = random.chance(0.4);
    const distance = weekend ? 5 - ((day + 3) % 7) : 0;
    return toSecond(instantOf(author.zone, day + distance, random.between(20 * 60, 22 * 60)));
  }
  const lateLimit = author.endsMinute - 30;
  return toSecond(instantOf(author.zone, day, random.between(author.startsMinute + 20, lateLimit)));
}

function drawReadyAt(author: Person, createdAt: number, random: Random): number {
  const until = createdAt + random.between(0.4, 3.2) * DAY;
  return momentWithin(author, createdAt + 40 * MINUTE, until, [0.5, 1], random);
}

function planOpening(index: number, monday: number, clock: StoryClock, seed: Random): Opening {
  const random = seed.fork(`pull-${index}`);
  const author = drawAuthor(monday, clock, random);
  const repository = random.weighted(
    repositorySketches.map((sketch) => [sketch, sketch.weight] as const),
  );
  const course = courseOf(index, seed);
  const traits = traitsOf(index, seed);
  const kind = random.weighted(kindWeights);
  const { title, area } = makeTitle(repository, kind, random);
  const size = random.weighted(monday < clock.changedAt ? sizesBefore : sizesAfter);
  const createdAt = drawOpeningAt(author, monday, traits.has('off-hours'), random);
  const openedAsDraft = traits.has('draft-first') || course === 'abandoned-in-draft';
  const readyAt = openedAsDraft ? drawReadyAt(author, createdAt, random) : createdAt;
  return {
    key: `pull-${index}`,
    repository,
    author,
    kind,
    title,
    area,
    size,
    files: drawFiles(repository, area, drawLines(size, random), random),
    createdAt,
    openedAsDraft,
    readyAt,
    shared: sharedAt(clock, readyAt),
    course,
    traits,
    random,
    rank: random.next() + 0.25 * ['XS', 'S', 'M', 'L', 'XL'].indexOf(size),
  };
}

/** Gives each its place among those of its week, so that every week has its quick and its slow ones. */
function rankWeek(openings: readonly Opening[], clock: StoryClock): PullPlan[] {
  const order = [...openings].sort((a, b) => a.rank - b.rank);
  return openings.map(({ rank: _, ...plan }, index) => {
    const place = order.indexOf(openings[index] as Opening);
    const rank = (place + plan.random.next()) / order.length;
    const target = hastenIfOld(
      plan.readyAt,
      plan.readyAt + planCycleMs(rank, plan.readyAt, clock),
      clock,
    );
    const earliest = plan.readyAt + 35 * MINUTE;
    return {
      ...plan,
      mergeAt: Math.max(earliest, nearestWork(plan.author, target, earliest, plan.random)),
    };
  });
}

function hastenIfOld(readyAt: number, mergeAt: number, clock: StoryClock): number {
  return readyAt < clock.changedAt ? hastenAfterChange(mergeAt, clock) : mergeAt;
}

/** The team's own pull requests, week by week, beginning early enough that the first weeks are as busy as the others. */
export function planPulls(clock: StoryClock, seed: Random): PullPlan[] {
  const plans: PullPlan[] = [];
  let index = 0;
  const firstMonday = clock.startsAt - WARM_UP_WEEKS * WEEK;
  for (let monday = firstMonday; monday < clock.endsAt; monday += WEEK) {
    const count = countOfWeek(monday, clock, seed.fork(`week-${monday}`));
    const openings: Opening[] = [];
    for (let i = 0; i < count; i += 1) {
      openings.push(planOpening(index, monday, clock, seed));
      index += 1;
    }
    plans.push(...rankWeek(openings, clock));
  }
  return plans;
}
