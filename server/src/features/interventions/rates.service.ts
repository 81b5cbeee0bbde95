import { compareRates } from '@bellwether/shared/interventions/compare-rates.metric';
import type {
  RateComparison,
  RateWeek,
} from '@bellwether/shared/interventions/interventions.schema';
import type { RateMetric } from '@bellwether/shared/interventions/interventions.terms';
import {
  type DayWindow,
  type Windows,
  weeksOf,
} from '@bellwether/shared/interventions/windows.rules';
import type { Rate } from '@bellwether/shared/stats/rate-ratio';
import type { Instant } from '@bellwether/shared/time/instant';
import type { Delivery } from '../../db/load-delivery.ts';
import { loadIncidentStarts, loadMerged, type MergedEvent } from './delivery-events.store.ts';
import { readDeliveries } from './foundations.store.ts';
import type { Frame } from './frame.types.ts';
import { isWithheld, peopleBehind, spanOf, withholdWeeks, within } from './sides.metric.ts';

/** A production deployment that succeeded and counts (B15). */
export type DeploymentEvent = {
  at: Instant;
  /** No change of its own. */
  isRemediation: boolean;
  /** For certain; a suspicion is none. */
  isFailed: boolean;
};

/** What was merged, broke and reached production over all that the windows span. */
export type Events = {
  merged: MergedEvent[];
  incidents: { at: Instant }[];
  deployments: DeploymentEvent[];
};

export async function loadEvents(
  { db, choice, deploying, failing, sight, zone }: Frame,
  { before, after }: Windows,
): Promise<Events> {
  const span = spanOf({ from: before.from, to: after.to }, zone);
  const merged = await loadMerged(db.pool, choice, span, sight.oneByOne);
  const incidents = await loadIncidentStarts(db.pool, failing, span);
  const delivery = await readDeliveries(db.pool, {
    ...span,
    ...{ repositories: deploying, teams: choice.teams },
  });
  return {
    merged,
    incidents: incidents.map((at) => ({ at })),
    deployments: deploymentsOf(delivery),
  };
}

function deploymentsOf({ counted, deployments }: Delivery): DeploymentEvent[] {
  return counted
    .filter((one) => one.isCounted && deployments.get(one.deploymentId)?.isChosen === true)
    .map(({ finishedAt, isRemediation, failure }) => ({
      ...{ at: finishedAt, isRemediation, isFailed: failure === 'confirmed' },
    }));
}

/** Every rate before against after, with its exact interval. */
export function compareAllRates(events: Events, windows: Windows, zone: string): RateComparison[] {
  const metrics = Object.keys(rates) as RateMetric[];
  return metrics.map((metric) => compareRate(metric, events, windows, zone));
}

export function compareRate(
  metric: RateMetric,
  events: Events,
  windows: Windows,
  zone: string,
): RateComparison {
  const rateOf = (window: DayWindow) => rates[metric](cut(events, window, zone), windows.weeks);
  const mergedOf = (window: DayWindow) => within(events.merged, window, zone);
  const isAboutPeople = metric === 'incident-rate';
  if (isAboutPeople && isWithheld([mergedOf(windows.before), mergedOf(windows.after)])) {
    const nothing = { events: 0, exposure: 0 };
    return {
      ...{ metric, before: nothing, after: nothing, ratio: null, verdict: 'not-enough' },
      withheld: 'too-few-people',
    };
  }
  return { metric, ...compareRates(rateOf(windows.before), rateOf(windows.after)), withheld: null };
}

/** What is counted, and what it could have happened in (B15, B16). */
const rates: Readonly<Record<RateMetric, (events: Events, weeks: number) => Rate>> = {
  'incident-rate': ({ incidents, merged }) => ({
    events: incidents.length,
    exposure: merged.length,
  }),
  'incidents-per-week': ({ incidents }, weeks) => ({ events: incidents.length, exposure: weeks }),
  'incidents-per-deployment': ({ incidents, deployments }) => ({
    events: incidents.length,
    exposure: deployments.length,
  }),
  'change-failure': ({ deployments }) => {
    const changes = deployments.filter(({ isRemediation }) => !isRemediation);
    return { events: changes.filter(({ isFailed }) => isFailed).length, exposure: changes.length };
  },
  'deployment-frequency': ({ deployments }, weeks) => ({
    events: deployments.length,
    exposure: weeks,
  }),
};

function cut({ merged, incidents, deployments }: Events, window: DayWindow, zone: string): Events {
  return {
    merged: within(merged, window, zone),
    incidents: within(incidents, window, zone),
    deployments: within(deployments, window, zone),
  };
}

/** Counts by week; merged pull requests of one or two hidden people are withheld. */
export function countWeeks(events: Events, windows: Windows, zone: string): RateWeek[] {
  const weeks = weeksOf(windows).map((week) => ({ week, own: cut(events, week, zone) }));
  const withheld = withholdWeeks(
    weeks.map(({ week: { part }, own }) => ({ part, people: peopleBehind(own.merged) })),
  );
  return weeks.map(({ week, own }, index) => ({
    ...week,
    merged: withheld[index] === true ? null : own.merged.length,
    incidents: own.incidents.length,
    deployments: own.deployments.length,
    failed: own.deployments.filter(({ isFailed, isRemediation }) => isFailed && !isRemediation)
      .length,
  }));
}
