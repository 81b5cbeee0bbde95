import type {
  DeliveryList,
  DeliveryListInput,
  ShownDeployment,
} from '@bellwether/shared/delivery/delivery.schema';
import { dateOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import type { Delivery } from '../../db/load-delivery.ts';
import type { DeliveredDeployment } from '../../db/load-deployment-facts.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { chooseRepositories } from './choose-deployments.service.ts';
import { readDeliveries } from './deliveries.store.ts';
import { createNaming, type Naming, pullRequestsOf } from './naming.service.ts';
import { serviceNameOf } from './parts.service.ts';

/** The deployments behind a number of the page, latest first, each with the evidence for what is said of it. */
export async function listDeployments(
  app: Pick<AppContext, 'db'>,
  { filter, which, limit, offset }: DeliveryListInput,
  sight: Sight,
  zone = 'UTC',
): Promise<DeliveryList> {
  const { from, to } = readPeriod(filter, 'month', zone);
  const { repositories, visible } = await chooseRepositories(app, filter, sight.scope);
  const asked = { from, to, repositories, teams: filter.teams };
  const delivery = await readDeliveries(app.db.pool, asked);
  const within = (at: Date | null) => at !== null && at >= dateOf(from) && at < dateOf(to);
  const belongs = isOf[which];
  const found = [...delivery.deployments.values()].filter(
    (one) => one.isChosen && belongs(one, delivery, within),
  );
  found.reverse();
  const page = found.slice(offset, offset + limit);
  const naming = await createNaming(
    app.db.pool,
    delivery,
    pullRequestsOf(page, delivery),
    sight,
    visible,
  );
  return { items: page.map((one) => describe(one, delivery, naming)), total: found.length };
}

type Belongs = (
  deployment: DeliveredDeployment,
  delivery: Delivery,
  within: (at: Date | null) => boolean,
) => boolean;

const isCountedIn: Belongs = ({ isCounted, finishedAt }, _, within) =>
  isCounted && within(finishedAt);

const isChangeIn: Belongs = (one, delivery, within) =>
  isCountedIn(one, delivery, within) && !one.isRemediation;

const isOf: Record<DeliveryListInput['which'], Belongs> = {
  counted: isCountedIn,
  changes: isChangeIn,
  failed: (one, delivery, within) =>
    isChangeIn(one, delivery, within) && levelOf(one, delivery) === 'confirmed',
  suspected: (one, delivery, within) =>
    isChangeIn(one, delivery, within) && levelOf(one, delivery) === 'suspected',
  remedies: (one, delivery, within) => isCountedIn(one, delivery, within) && one.isRemediation,
  recovered: (one, { failures }, within) =>
    within(failures.get(one.deploymentId)?.recoveredAt ?? null),
  'left-out': ({ isCounted, finishedAt, failedAt }, _, within) =>
    !isCounted && within(finishedAt ?? failedAt),
};

function levelOf({ deploymentId }: DeliveredDeployment, { failures }: Delivery) {
  return failures.get(deploymentId)?.level ?? null;
}

function describe(one: DeliveredDeployment, delivery: Delivery, naming: Naming): ShownDeployment {
  const failure = delivery.failures.get(one.deploymentId);
  return {
    ...{ id: one.deploymentId, repository: one.repository, service: serviceNameOf(one) },
    ...{ environment: one.environment, name: one.name, sha: one.sha, url: one.url },
    ...{ finishedAt: say(one.finishedAt), failedAt: say(one.failedAt), step: one.step },
    ...{ isCounted: one.isCounted, pullRequests: one.pullRequests },
    remedies: one.remedies.map(({ kind, deploymentId, pullRequestId, revertsId }) => ({
      kind,
      deployment: naming.deployment(deploymentId),
      pullRequest: naming.pullRequest(pullRequestId),
      reverts: naming.pullRequest(revertsId),
    })),
    failure:
      failure === undefined
        ? null
        : {
            level: failure.level,
            evidence: failure.evidence.map((found) => naming.evidence(one.deploymentId, found)),
            recoveredAt: say(failure.recoveredAt),
            ...{ recoveredBy: failure.recoveredBy, recoverySeconds: failure.recoverySeconds },
          },
  };
}

function say(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
