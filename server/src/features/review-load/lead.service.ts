import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  LeadInput,
  LeadShares,
  SaveBandInput,
} from '@bellwether/shared/review-load/review-load.schema';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import { isVisible, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { describeBand } from './band-words.rules.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { type Crowd, loadCrowd } from './crowd.service.ts';
import {
  countMerged,
  type LedTeam,
  loadBand,
  loadLedTeams,
  loadTeamPeople,
  lockTeamRow,
  writeBand,
} from './lead.store.ts';
import { tallyDone } from './tally.store.ts';
import { withheldBuckets } from './withhold.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;
type Shares = NonNullable<NonNullable<LeadShares['team']>['shares']>;

/**
 * The lead's own share of the reviewing and of the coding of a team, against the band that the team set. `writing`: the
 * teams whose band the caller may change; null: none.
 */
export async function readLead(
  { db, clock }: Context,
  input: LeadInput,
  { sight, writing }: { sight: Sight; writing: RowScope | null },
  zone = 'UTC',
): Promise<LeadShares> {
  const teams = await loadLedTeams(db.pool, sight.scope);
  const named = teams.map(({ id, name }) => ({ id, name }));
  const team = pickTeam(teams, input);
  if (team === null) {
    return { teams: named, team: null };
  }
  const stored = await loadBand(db.pool, team.id);
  const people = await loadTeamPeople(db.pool, team.id);
  const personId = stored.personId ?? people.find(({ isLead }) => isLead)?.personId ?? null;
  const crowd = await loadCrowd(db.pool, sight, personId === null ? [] : [personId]);
  const isSeen = personId !== null && crowd.isSeen(personId);
  const writable = writing === null ? null : await loadVisibleTeams(db.pool, writing);
  const mayChange = writing !== null && isVisible(writable, team.id);
  return {
    teams: named,
    team: {
      ...{ id: team.id, name: team.name, band: stored.band, version: stored.version, mayChange },
      personId: isSeen || mayChange ? stored.personId : null,
      lead: personId === null ? null : crowd.refer(personId, 'lead'),
      members: mayChange ? people.map(({ personId: id, name }) => ({ personId: id, name })) : [],
      shares: isSeen
        ? await readShares({ db, clock }, input, sight, { team, personId, zone })
        : null,
    },
  };
}

function pickTeam(teams: readonly LedTeam[], { teamId, filter }: LeadInput): LedTeam | null {
  const [handle] = filter.teams ?? [];
  return (
    teams.find(({ id }) => id === teamId) ??
    teams.find((team) => team.handle.toLowerCase() === handle?.toLowerCase()) ??
    teams[0] ??
    null
  );
}

async function readShares(
  { db, clock }: Context,
  { filter, bucket }: LeadInput,
  sight: Sight,
  { team, personId, zone }: { team: LedTeam; personId: string; zone: string },
): Promise<Shares> {
  const { from, to, previousFrom, buckets } = readPeriod(filter, bucket, zone);
  const choice = await chooseReviewed(db.pool, sight, {
    ...{ ...filter, teams: [team.handle], authors: [] },
  });
  const whole = await sharesIn(db, choice, [previousFrom, from, to], personId);
  const borders = [...buckets.map((one) => one.from), to];
  const parts = await sharesIn(db, choice, borders, personId);
  const crowd = await loadCrowd(
    db.pool,
    sight,
    [...whole, ...parts].flatMap(({ reviewers, authors }) => [...reviewers, ...authors]),
  );
  const shown = showShares(parts, crowd);
  // Each period by itself: nothing sums the two up.
  const [before = NOTHING, now = NOTHING] = whole.flatMap((one) => showShares([one], crowd));
  return {
    now: { review: now.review, coding: now.coding },
    before: { review: before.review, coding: before.coding },
    buckets: buckets.map(({ start, to: end }, index) => ({
      ...(shown[index] ?? NOTHING),
      start: formatInstant(dateOf(start)),
      isPartial: end > instantOf(clock()),
    })),
  };
}

const NOTHING = { review: null, coding: null, reviewed: 0, merged: 0 };

type Cell = {
  review: number | null;
  coding: number | null;
  reviewed: number;
  merged: number;
  /** The keys of everybody behind the two. */
  reviewers: string[];
  authors: string[];
};

/** A share beside one's own numbers tells what the others did: where those are one or two hidden people, it is withheld. */
function showShares(cells: readonly Cell[], crowd: Crowd) {
  const reviews = withheldBuckets(cells.map(({ reviewers }) => crowd.hiddenOf(reviewers)));
  const codes = withheldBuckets(cells.map(({ authors }) => crowd.hiddenOf(authors)));
  return cells.map(({ review, coding, reviewed, merged }, index) => ({
    ...(reviews[index] === true ? { review: null, reviewed: null } : { review, reviewed }),
    ...(codes[index] === true ? { coding: null, merged: null } : { coding, merged }),
  }));
}

/** Per bucket the person's share of the minutes of review and of what was merged. */
async function sharesIn(
  db: Context['db'],
  choice: PullRequestChoice,
  borders: readonly Instant[],
  personId: string,
): Promise<Cell[]> {
  const { done, pullRequests } = await tallyDone(db.pool, choice, borders);
  const merged = await countMerged(db.pool, choice, borders, personId);
  return borders.slice(1).map((_, index) => {
    const cell = done.filter((one) => one.bucket === index);
    const minutes = cell.reduce((sum, one) => sum + one.effortMinutes, 0);
    const own = cell.find(({ person }) => person === personId)?.effortMinutes ?? 0;
    const written = merged.find((one) => one.bucket === index);
    return {
      review: minutes === 0 ? null : own / minutes,
      coding: written === undefined ? null : written.own / written.merged,
      reviewed: pullRequests.get(index) ?? 0,
      merged: written?.merged ?? 0,
      reviewers: cell.map(({ person }) => person),
      authors: written?.authors ?? [],
    };
  });
}

/**
 * Says how much of the reviewing and of the coding a team wants its lead to do.
 * @throws AppError `conflict` with both texts when somebody else changed it since it was shown, `not_found` for a team that
 *   the caller does not lead
 */
export async function saveBand(
  { db, clock }: Context,
  { teamId, personId, version, ...band }: SaveBandInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const team = await lockTeamRow(tx, teamId);
    if (team === null || !isVisible(await loadVisibleTeams(tx, scope), teamId)) {
      throw new AppError('not_found', 'There is no such team among those that you lead.', {
        remedy: 'Ask an admin, or a lead of the team.',
      });
    }
    const people = await loadTeamPeople(tx, teamId);
    if (personId !== null && !people.some((one) => one.personId === personId)) {
      throw new AppError('invalid_input', 'That person is not on the team.', {
        field: 'personId',
        remedy: 'Choose somebody of the team.',
      });
    }
    const nameOf = (id: string | null) =>
      people.find((one) => one.personId === id)?.name ?? 'whoever has the role';
    const before = await loadBand(tx, teamId);
    if (before.version !== version) {
      throw new AppError(
        'conflict',
        `Somebody else changed this meanwhile. It says now: ${describeBand(before.band, nameOf(before.personId))}. You wanted: ${describeBand(band, nameOf(personId))}.`,
        { remedy: 'Look at what it says now, then save again what shall count.' },
      );
    }
    await writeBand(tx, teamId, { personId, band, version: version + 1 }, clock());
    return {
      subject: { kind: 'team', id: teamId, name: team.name },
      before: { ...before.band, lead: nameOf(before.personId) },
      after: { ...band, lead: nameOf(personId) },
    };
  });
}
