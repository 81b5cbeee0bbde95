import { weigh } from '@bellwether/shared/incidents/incident-rate.metric';
import type { IncidentFact } from '@bellwether/shared/incidents/incident-trends.metric';
import {
  beganAt,
  countIncidents,
  summariseIncidentDurations,
  tallyIncidents,
} from '@bellwether/shared/incidents/incident-trends.metric';
import type {
  IncidentTrends,
  IncidentTrendsInput,
  ShownDurationTrend,
} from '@bellwether/shared/incidents/incident-trends.schema';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { type Bucket, wholePeriod } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { rateDataQuality } from '../cycle-time/data-quality.metric.ts';
import { type Period, readPeriod } from '../cycle-time/period.rules.ts';
import { type ChosenIncidents, chooseIncidents } from './choose-incidents.service.ts';
import { exposureIn, weeksKnown } from './exposure.metric.ts';
import { type PeriodExposures, readExposures } from './exposures.service.ts';
import {
  countUndated,
  loadIncidentFacts,
  loadIncidentReadings,
  type PlacedIncident,
} from './trends.store.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * How often things break and how long that lasts (B16), by bucket and over the whole period, and the same for the period
 * before; what it is held against; by service and by team. `zone` cuts days, weeks and months.
 * @throws AppError `invalid_input` when the period has too many buckets, `not_found` for a team that is not there
 */
export async function readIncidentTrends(
  app: Context,
  input: IncidentTrendsInput,
  sight: Sight,
  zone = 'UTC',
): Promise<IncidentTrends> {
  const now = instantOf(app.clock());
  const period = readPeriod(input, input.bucket, zone);
  const chosen = await chooseIncidents(app, input, sight.scope);
  const exposures = await readExposures(app, chosen, period, sight);
  const loaded = await loadIncidentFacts(app.db.pool, chosen.rows, period.previousFrom, period.to);
  const world: World = {
    ...{ period, chosen, exposures, now },
    incidents: loaded.filter(chosen.isChosen),
  };
  const readings = await loadIncidentReadings(app.db.pool, chosen.repositoryIds);
  const { knownSince } = exposures;
  return {
    zone,
    now: say(now),
    knownSince: knownSince === null ? null : say(knownSince),
    ...readCounts(world),
    undated: await countUndated(app.db.pool, chosen.rows),
    durations: readDurationTrends(world),
    ...readParts(world),
    basis: {
      incidents: rateBasis('recovery-time', readings),
      deployments: rateBasis('incident-rate', readings),
      pullRequests: rateBasis('incidents-per-change', readings),
    },
    isSyncing: rateDataQuality(readings, 'review-cycle').isSyncing,
  };
}

type World = {
  period: Period;
  chosen: ChosenIncidents;
  exposures: PeriodExposures;
  incidents: PlacedIncident[];
  now: Instant;
};

function say(at: Instant): string {
  return formatInstant(dateOf(at));
}

function beganIn(incidents: readonly PlacedIncident[], from: Instant, to: Instant) {
  return incidents.filter((incident) => {
    const at = beganAt(incident);
    return at !== null && from <= at && at < to;
  });
}

function readCounts(world: World): Pick<IncidentTrends, 'buckets' | 'whole' | 'previous'> {
  const { period, incidents, exposures, chosen, now } = world;
  const { from, to, previousFrom } = period;
  const { knownSince, withheld } = exposures;
  const counts = countIncidents(incidents, period.buckets);
  const whole = { repositories: null, services: chosen.services };
  return {
    buckets: counts.map((count, index) => {
      const bucket = period.buckets[index] ?? wholePeriod(from, to);
      return {
        ...count,
        start: say(bucket.start),
        end: say(bucket.to),
        isPartial: bucket.from <= now && now < bucket.to,
        exposure: exposureIn(exposures, {
          ...whole,
          isIn: (place) => place === index + 1,
          weeks: weeksKnown(bucket.from, bucket.to, knownSince, now),
          isWithheld: withheld.cells[index] ?? true,
        }),
      };
    }),
    whole: {
      ...tallyIncidents(beganIn(incidents, from, to)),
      exposure: exposureIn(exposures, {
        ...{ ...whole, isIn: (place) => place > 0, isWithheld: withheld.whole },
        weeks: weeksKnown(from, to, knownSince, now),
      }),
    },
    previous: {
      ...{ from: say(previousFrom), to: say(from) },
      whole: {
        ...tallyIncidents(beganIn(incidents, previousFrom, from)),
        exposure: exposureIn(exposures, {
          ...{ ...whole, isIn: (place) => place === 0, isWithheld: withheld.previous },
          weeks: weeksKnown(previousFrom, from, knownSince, now),
        }),
      },
    },
  };
}

function readDurationTrends({ incidents, period }: World): ShownDurationTrend[] {
  const before: Bucket[] = [wholePeriod(period.previousFrom, period.from)];
  const previous = summariseIncidentDurations(incidents, before);
  return summariseIncidentDurations(incidents, period.buckets).map((trend, index) => {
    const earlier = previous[index]?.whole;
    if (earlier === undefined) {
      throw new Error('a duration has no period before');
    }
    return { ...trend, previous: earlier };
  });
}

function readParts(world: World): Pick<IncidentTrends, 'services' | 'teams' | 'ofNoTeam'> {
  const { incidents, chosen, exposures, period } = world;
  const inPeriod = beganIn(incidents, period.from, period.to);
  const real = inPeriod.filter(({ exclusion }) => exclusion === null);
  const { byService } = tallyIncidents([
    ...inPeriod,
    ...beganIn(incidents, period.previousFrom, period.from),
  ]);
  const services = byService.map(({ service }) => ({
    service,
    ...describePart(world, {
      incidents: incidents.filter((one) => one.service === service),
      repositories: null,
      services: new Set(service === null ? [] : [service.toLowerCase()]),
      isWithheld: () => true,
    }),
  }));
  const teams = chosen.teams.map((team) => ({
    ...{ id: team.id, handle: team.handle, name: team.name },
    ...describePart(world, {
      incidents: incidents.filter((one) => chosen.teamsOf(one).has(team.id)),
      repositories: new Set(
        chosen.repositoryIds.filter((id) => chosen.teamsOfRepository.get(id)?.has(team.id)),
      ),
      services: chosen.services,
      isWithheld: (isPrevious) => exposures.isTeamWithheld(team.id, isPrevious),
    }),
  }));
  const isAnything = (part: { incidents: number; previous: { incidents: number } }) =>
    part.incidents > 0 || part.previous.incidents > 0;
  return {
    services: services.sort((a, b) => b.incidents - a.incidents),
    teams: teams.filter((team) => isAnything(team) || (team.exposure.deployments ?? 0) > 0),
    ofNoTeam: real.filter((one) => chosen.teamsOf(one).size === 0).length,
  };
}

type Part = {
  incidents: PlacedIncident[];
  repositories: ReadonlySet<string> | null;
  services: ReadonlySet<string> | null;
  isWithheld: (isPrevious: boolean) => boolean;
};

function describePart({ period, exposures, now }: World, part: Part) {
  const { from, to, previousFrom, buckets } = period;
  const { knownSince } = exposures;
  const exposureOf = (isPrevious: boolean) =>
    exposureIn(exposures, {
      ...part,
      isIn: (place) => (place === 0) === isPrevious,
      weeks: isPrevious
        ? weeksKnown(previousFrom, from, knownSince, now)
        : weeksKnown(from, to, knownSince, now),
      isWithheld: part.isWithheld(isPrevious),
    });
  const current = weighed(beganIn(part.incidents, from, to));
  const before = weighed(beganIn(part.incidents, previousFrom, from));
  const restore = summariseIncidentDurations(part.incidents, buckets).find(
    ({ duration }) => duration === 'restore',
  );
  if (restore === undefined) {
    throw new Error('there is no time to restore');
  }
  return {
    ...{ ...current, exposure: exposureOf(false), restore: restore.whole },
    previous: { ...before, exposure: exposureOf(true) },
  };
}

function weighed(incidents: readonly IncidentFact[]) {
  const { incidents: count, bySeverity } = tallyIncidents(incidents);
  return { incidents: count, weighted: weigh(bySeverity) };
}
