import type { RowScope } from '@bellwether/shared/access/row-scope';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { loadOf } from '@bellwether/shared/review-load/load.metric';
import { availableDays, presenceAt } from '@bellwether/shared/review-load/presence.rules';
import type {
  ReviewerSuggestion,
  ReviewerSuggestions,
} from '@bellwether/shared/review-load/review-load.schema';
import { type Candidate, suggestReviewers } from '@bellwether/shared/review-load/suggest.metric';
import { instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { readCalendars } from './calendars.store.ts';
import { loadCrowd } from './crowd.service.ts';
import { loadAbsencesAround } from './people-keys.store.ts';
import { areaReader } from './place-changes.rules.ts';
import { loadAreaSources, loadLastChanges, type StoredChange } from './placed.store.ts';
import { sayPresence } from './presence-words.rules.ts';
import {
  type AskedAbout,
  countOpenByPerson,
  countReviewsOfAuthor,
  findAskedAbout,
  loadMachines,
  loadTeammates,
} from './suggest.store.ts';
import { knowsWords, roomWords, spreadsWords } from './suggestion-words.rules.ts';
import { tallyDone } from './tally.store.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

const DAY_MS = 86_400_000;
/** What somebody knows is read from the last year; of the areas the last so many changes count. */
const KNOWLEDGE_DAYS = 365;
const LAST_HERE = 40;
const MOST_CHANGES = 600;
const LOAD_DAYS = 30;
const AUTHOR_DAYS = 90;
const MOST_SUGGESTED = 8;

/**
 * Who of the caller's teams could review a pull request: by what they know, have room for, and learn from it. `sight.scope`
 * holds those teams; of whomever the caller may not see one by one, words are told and no numbers.
 * @throws AppError `not_found` when there is no such pull request among those of the caller
 */
export async function suggestFor(
  { db, clock }: Context,
  pullRequestId: string,
  scope: RowScope,
  sight: Sight,
): Promise<ReviewerSuggestions> {
  const asked = await requirePullRequest({ db }, pullRequestId, scope);
  const now = clock();
  const since = new Date(now.getTime() - KNOWLEDGE_DAYS * DAY_MS);
  const last = await loadLastChanges(db.pool, asked.repositoryId, asked.id, since, MOST_CHANGES);
  const read = areaReader(await loadAreaSources(db.pool, [asked.repositoryId]));
  const areas = read({ ...blankChange, id: asked.id, ...pick(asked) });
  const keys = new Set(areas.map(({ key }) => key));
  const here = last
    .filter((change) => read(change).some(({ key }) => keys.has(key)))
    .slice(0, LAST_HERE);
  const people = await findCandidates({ db }, asked, last, sight);
  const candidates = await describeCandidates({ db, clock }, { asked, here, people });
  const crowd = await loadCrowd(db.pool, sight, people);
  const known = await loadCrowd(db.pool, { scope: EVERYTHING, oneByOne: EVERYTHING }, people);
  const calendars = await readCalendars(db.pool, now);
  return {
    why: whyNot(asked),
    areas: areas.map(({ name }) => name),
    suggestions: suggestReviewers(candidates)
      .slice(0, MOST_SUGGESTED)
      .flatMap((one): ReviewerSuggestion[] => {
        const { candidate } = one;
        const person = known.person(candidate.person);
        if (person === undefined) {
          return [];
        }
        const zone = calendars.ofAccount(person.accountIds[0] ?? null).timeZone;
        const isSeen = crowd.isSeen(candidate.person);
        const words = evidenceOf(candidate, isSeen);
        const show = (value: number) => (isSeen ? value : Math.ceil(value * 4) / 4);
        const presence = sayPresence(candidate.presence, zone, instantOf(now));
        return [
          {
            ...{ key: candidate.person, name: person.name, login: person.login },
            isAsked: asked.asked.some(
              (login) => login.toLowerCase() === person.login.toLowerCase(),
            ),
            isAway: candidate.presence.kind === 'away',
            score: show(one.score),
            knows: { value: show(one.knows), evidence: words.knows },
            room: { value: show(one.room), evidence: words.room },
            atWork: { value: show(one.atWork), evidence: presence },
            spreads: { value: show(one.spreads), evidence: words.spreads },
          },
        ];
      }),
  };
}

export async function requirePullRequest(
  { db }: Pick<AppContext, 'db'>,
  id: string,
  scope: RowScope,
): Promise<AskedAbout> {
  const found = await findAskedAbout(db.pool, scope, id);
  if (found === null) {
    throw new AppError('not_found', 'There is no such pull request among those that you may see.', {
      remedy: 'It may have been removed with its repository.',
    });
  }
  return found;
}

/** Why nobody can be asked about it, in a sentence. Null: somebody can. */
export function whyNot(asked: AskedAbout): string | null {
  if (asked.state !== 'open') {
    return 'It is no longer open.';
  }
  if (asked.isArchived || asked.isInaccessible) {
    return 'Nobody can act in its repository.';
  }
  return asked.connectionId === null ? 'Its repository is connected no more.' : null;
}

const blankChange = {
  ...{ minutes: 0, author: null, readyAt: null, mergedAt: null, endAt: null, pickupSeconds: null },
  ...{ pauses: [], reviewers: [], reviewedAts: [] },
};

function pick({ repositoryId, paths }: AskedAbout) {
  return { repositoryId, paths };
}

/**
 * Whoever reviewed or wrote in the repository within a year, and the author's teammates, as far as the caller's teams go; never
 * the author, never a machine.
 */
async function findCandidates(
  { db }: Pick<AppContext, 'db'>,
  asked: AskedAbout,
  last: readonly StoredChange[],
  { scope }: Sight,
): Promise<string[]> {
  const teammates = asked.author === null ? [] : await loadTeammates(db.pool, asked.author);
  const keys = new Set([
    ...last.flatMap(({ reviewers, author }) =>
      author === null ? reviewers : [...reviewers, author],
    ),
    ...teammates,
  ]);
  keys.delete(asked.author ?? '');
  const machines = await loadMachines(db.pool, [...keys]);
  const crowd = await loadCrowd(db.pool, { scope, oneByOne: scope }, [...keys]);
  return [...keys].filter((key) => !machines.has(key) && crowd.isSeen(key));
}

type Question = { asked: AskedAbout; here: readonly StoredChange[]; people: readonly string[] };

async function describeCandidates(
  { db, clock }: Context,
  { asked, here, people }: Question,
): Promise<Candidate[]> {
  const now = clock();
  const at = instantOf(now);
  const everybody = await loadCrowd(db.pool, { scope: EVERYTHING, oneByOne: EVERYTHING }, people);
  const calendars = await readCalendars(db.pool, now);
  const absences = await loadAbsencesAround(db.pool, now);
  const open = await countOpenByPerson(db.pool, people);
  const ofAuthor =
    asked.author === null
      ? new Map<string, number>()
      : await countReviewsOfAuthor(
          db.pool,
          asked.author,
          new Date(now.getTime() - AUTHOR_DAYS * DAY_MS),
        );
  const from = at - LOAD_DAYS * 86_400;
  const choice = {
    ...{ repositories: [asked.repositoryId], authors: [], baseBranches: [], labels: [] },
    scope: EVERYTHING,
  };
  const { done } = await tallyDone(db.pool, choice, [from, at]);
  const calendarOf = (person: string) =>
    calendars.ofAccount(everybody.person(person)?.accountIds[0] ?? null);
  const load = loadOf(
    done.filter(({ person }) => people.includes(person)),
    people.map((person) => ({
      person,
      availableDays: availableDays(calendarOf(person), [], from, at),
    })),
  );
  const indexes = new Map(load.people.map(({ person, loadIndex }) => [person, loadIndex]));
  return people.map(
    (person): Candidate => ({
      person,
      lastHere: here.length,
      reviewedHere: here.filter(({ reviewers }) => reviewers.includes(person)).length,
      writtenHere: here.filter(({ author }) => author === person).length,
      loadIndex: indexes.get(person) ?? null,
      openRequests: open.get(person) ?? 0,
      presence: presenceAt(calendarOf(person), absences.get(person) ?? [], at),
      reviewsOfAuthor: ofAuthor.get(person) ?? 0,
    }),
  );
}

/** Numbers of somebody whom the caller may not see one by one are told as words. */
function evidenceOf(candidate: Candidate, isSeen: boolean) {
  return {
    knows: knowsWords(candidate, isSeen),
    room: roomWords(candidate, isSeen),
    spreads: spreadsWords(candidate, AUTHOR_DAYS, isSeen),
  };
}
