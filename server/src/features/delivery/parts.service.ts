import type { RowScope } from '@bellwether/shared/access/row-scope';
import { rateChangeFailure, reworkRatio } from '@bellwether/shared/delivery/change-failure.metric';
import type { CountedDeployment } from '@bellwether/shared/delivery/counted-deployment';
import type { ServicePart, TeamPart } from '@bellwether/shared/delivery/delivery.schema';
import { rateFrequency } from '@bellwether/shared/delivery/deployment-frequency.metric';
import { rateRecoveryTimes } from '@bellwether/shared/delivery/recovery-time.metric';
import { wholePeriod } from '@bellwether/shared/time/buckets';
import type { Instant } from '@bellwether/shared/time/instant';
import { isVisible, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { DeliveredDeployment } from '../../db/load-deployment-facts.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { DeliveryWorld } from './overview.service.ts';
import { loadTeamDeployments, loadTeamNames } from './team-deployments.store.ts';

/** A service or a team, before it is known what of its lead time may be told. */
type Untimed<P> = Omit<P, 'leadTime'>;

/** Every service that something reached in the period or the one before, by repository and name. */
export function describeServices(world: DeliveryWorld): Untimed<ServicePart>[] {
  const { counted, delivery, period, now, zone } = world;
  const { from, to, previousFrom } = period;
  const own = groupByService(counted.filter((one) => one.finishedAt >= previousFrom));
  return [...own].flatMap(([serviceKey, deployments]) => {
    const latest = delivery.deployments.get(deployments.at(-1)?.deploymentId ?? '');
    if (latest === undefined) {
      return [];
    }
    const before = rateChangeFailure(between(deployments, previousFrom, from));
    const frequency = rateFrequency(deployments, delivery.firstAt.get(serviceKey) ?? null, {
      ...{ from, to, now, timeZone: zone },
    });
    return [
      {
        ...{ serviceKey, repositoryId: latest.repositoryId, repository: latest.repository },
        ...{ name: serviceNameOf(latest), environment: latest.environment },
        ...{ ...partOf(deployments, from, to), ...frequency },
        before: {
          deployments: before.deployments + before.remedies,
          ...{ failed: before.failed, ratio: before.ratio },
        },
      },
    ];
  });
}

/** The teams that the caller may see and that deployed something in the period, by name. */
export async function readTeams(
  db: Queryable,
  { counted, period: { from, to } }: DeliveryWorld,
  scope: RowScope,
): Promise<{ id: string; part: Untimed<TeamPart> }[]> {
  const visible = await loadVisibleTeams(db, scope);
  const names = (await loadTeamNames(db)).filter(({ id }) => isVisible(visible, id));
  const ofTeams = await loadTeamDeployments(db, from, to);
  const ids = new Map(ofTeams.map(({ teamId, deploymentIds }) => [teamId, new Set(deploymentIds)]));
  return names.flatMap(({ id, handle, name }) => {
    const own = counted.filter(({ deploymentId }) => ids.get(id)?.has(deploymentId) === true);
    const part = partOf(own, from, to);
    return part.deployments === 0 ? [] : [{ id, part: { handle, name, ...part } }];
  });
}

/** The service of a deployment, or the repository where that is the service. */
export function serviceNameOf({
  service,
  repository,
}: Pick<DeliveredDeployment, 'service' | 'repository'>): string {
  return service ?? repository.slice(repository.indexOf('/') + 1);
}

function partOf(deployments: readonly CountedDeployment[], from: Instant, to: Instant) {
  const inPeriod = between(deployments, from, to);
  const changeFailure = rateChangeFailure(inPeriod);
  const [recovery] = rateRecoveryTimes(deployments, [wholePeriod(from, to)]);
  if (recovery === undefined) {
    throw new Error('a period has no entry of its own');
  }
  return {
    deployments: changeFailure.deployments + changeFailure.remedies,
    ...{ changeFailure, recovery, rework: reworkRatio(changeFailure) },
  };
}

function between(
  deployments: readonly CountedDeployment[],
  from: Instant,
  to: Instant,
): CountedDeployment[] {
  return deployments.filter(({ finishedAt }) => finishedAt >= from && finishedAt < to);
}

function groupByService(
  deployments: readonly CountedDeployment[],
): Map<string, CountedDeployment[]> {
  const groups = new Map<string, CountedDeployment[]>();
  for (const one of deployments) {
    const group = groups.get(one.serviceKey);
    if (group === undefined) {
      groups.set(one.serviceKey, [one]);
    } else {
      group.push(one);
    }
  }
  return groups;
}
