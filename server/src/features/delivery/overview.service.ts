import type { BandName } from '@bellwether/shared/delivery/bands';
import { bandOf, bandOfPace, bandsByYear } from '@bellwether/shared/delivery/bands';
import type { CountedDeployment } from '@bellwether/shared/delivery/counted-deployment';
import type {
  DeliveryInput,
  DeliveryOverview,
  DeliverySummary,
} from '@bellwether/shared/delivery/delivery.schema';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import type { Delivery } from '../../db/load-delivery.ts';
import { rateDataQuality } from '../cycle-time/data-quality.metric.ts';
import { type Period, readPeriod } from '../cycle-time/period.rules.ts';
import { chooseRepositories } from './choose-deployments.service.ts';
import { countDeliveries, describeBuckets, summariseDeliveries } from './count-deliveries.rules.ts';
import { readDeliveries, readReadings } from './deliveries.store.ts';
import { type PartLeadTime, readLeadTimes, seenBy } from './lead-times.service.ts';
import type { LeadTimeQuestion } from './lead-times.store.ts';
import { describeServices, readTeams } from './parts.service.ts';

/**
 * What reaches production, how fast and how safely (B15), by bucket, over the whole period and the one before, by service
 * and by team. `zone` cuts days, weeks and months.
 * @throws AppError `invalid_input` when the period has too many buckets
 */
export async function readDelivery(
  app: Pick<AppContext, 'db' | 'clock'>,
  { filter, bucket }: DeliveryInput,
  sight: Sight,
  zone = 'UTC',
): Promise<DeliveryOverview> {
  const { pool } = app.db;
  const now = instantOf(app.clock());
  const period = readPeriod(filter, bucket, zone);
  const { repositories, visible } = await chooseRepositories(app, filter, sight.scope);
  const { previousFrom, from, to } = period;
  const delivery = await readDeliveries(pool, {
    ...{ from: previousFrom, to, repositories, teams: filter.teams },
  });
  const world = { ...{ delivery, period, now, zone }, counted: chosenOf(delivery) };
  const asked: LeadTimeQuestion = {
    ...{ from, to, repositories, teams: filter.teams, scope: sight.scope, seen: seenBy(sight) },
  };
  const services = describeServices(world);
  const teams = await readTeams(pool, world, sight.scope);
  const leadTimes = await readLeadTimes(pool, asked, {
    serviceKeys: services.map(({ serviceKey }) => serviceKey),
    teamIds: teams.map(({ id }) => id),
  });
  const current = describePeriod(world, 'buckets', from, to);
  const readings = await readReadings(pool, repositories);
  return {
    ...{ zone, now: say(now), ...current, leadTime: leadTimes.whole },
    previous: {
      ...{ from: say(previousFrom), to: say(from) },
      ...describePeriod(world, 'previousBuckets', previousFrom, from),
    },
    services: services.map((one) => ({ ...one, leadTime: leadTimes.ofService(one.serviceKey) })),
    teams: teams.map(({ id, part }) => ({ ...part, leadTime: leadTimes.ofTeam(id) })),
    bands: describeBands(delivery, current.summary, leadTimes.whole),
    suspectedHours: delivery.settings.suspectedHours,
    undecided: countUndecided(delivery, period, visible),
    basis: {
      frequency: rateBasis('deployment-frequency', readings),
      failures: rateBasis('change-failure', readings),
    },
    isSyncing: rateDataQuality(readings, 'review-cycle').isSyncing,
  };
}

/** What the parts of the page are made of. */
export type DeliveryWorld = {
  delivery: Delivery;
  /** Of the teams that were asked for. */
  counted: CountedDeployment[];
  period: Period;
  now: Instant;
  zone: string;
};

export function chosenOf({ counted, deployments }: Delivery): CountedDeployment[] {
  return counted.filter(({ deploymentId }) => deployments.get(deploymentId)?.isChosen === true);
}

/** When the first deployment is known. Null: none is. */
export function firstOf({ firstAt }: Delivery): Instant | null {
  const all = [...firstAt.values()];
  return all.length === 0 ? null : all.reduce((first, at) => Math.min(first, at));
}

function describePeriod(
  { delivery, counted, period, now, zone }: DeliveryWorld,
  which: 'buckets' | 'previousBuckets',
  from: Instant,
  to: Instant,
): Pick<DeliveryOverview, 'buckets' | 'summary'> {
  const firstAt = firstOf(delivery);
  const counts = countDeliveries(counted, period[which], zone);
  const deployments = [...delivery.deployments.values()].filter(({ isChosen }) => isChosen);
  return {
    buckets: describeBuckets(counts, period[which], now, firstAt),
    summary: summariseDeliveries({ counted, deployments, from, to, now, zone, firstAt }),
  };
}

function describeBands(
  { settings }: Delivery,
  { pace, changeFailure, recovery }: DeliverySummary,
  leadTime: PartLeadTime,
): DeliveryOverview['bands'] {
  if (settings.bandsYear === null) {
    return null;
  }
  const bands = bandsByYear[settings.bandsYear];
  const { year, source, note, bounds } = bands;
  const named: Record<'frequency' | 'leadTime' | 'changeFailure' | 'recovery', BandName | null> = {
    frequency: bandOfPace(pace, bands),
    leadTime: bandOf(leadTime.p50, bounds?.leadTimeSeconds),
    changeFailure: bandOf(changeFailure.ratio, bounds?.failureRatio),
    recovery: bandOf(recovery.p50, bounds?.recoverySeconds),
  };
  return { year, source, note, ...named };
}

/** Incidents of the period whose likeliest deployment nobody has confirmed or refuted. */
function countUndecided(
  { links, incidents, deployments }: Delivery,
  { from, to }: Period,
  visible: ReadonlySet<string> | null,
): number {
  const waiting = links.filter(({ incidentId, deploymentId, isDecided, state }) => {
    const incident = incidents.get(incidentId);
    const at = incident?.startedAt ?? null;
    return (
      !isDecided &&
      state === 'suspected' &&
      deployments.get(deploymentId)?.isChosen === true &&
      (visible === null || visible.has(incident?.repositoryId ?? '')) &&
      at !== null &&
      at >= dateOf(from) &&
      at < dateOf(to)
    );
  });
  return new Set(waiting.map(({ incidentId }) => incidentId)).size;
}

function say(at: Instant): string {
  return formatInstant(dateOf(at));
}
