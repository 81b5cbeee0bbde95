import type {
  DeliveryOverview,
  ShownDeployment,
} from '@bellwether/shared/delivery/delivery.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useNow } from '../../lib/use-now.ts';
import { ListFoot } from '../../ui/list-foot.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import styles from './delivery.module.css';
import type { ShownDeployments } from './delivery-search.schema.ts';
import { DeploymentReceipt } from './deployment-receipt.tsx';
import { useDeliveryQuestion, useShownDeployments } from './use-delivery-question.ts';

const STEP = 25;
const MOST = 200;

const options: { value: ShownDeployments; label: string }[] = [
  { value: 'counted', label: 'All that count' },
  { value: 'changes', label: 'Changes: no remedies' },
  { value: 'failed', label: 'Failed, confirmed' },
  { value: 'suspected', label: 'Failed, only suspected' },
  { value: 'remedies', label: 'Rollbacks, reverts and hotfixes' },
  { value: 'recovered', label: 'Mended in the period' },
  { value: 'left-out', label: 'Left out of the counts' },
];

/** The deployments behind a number of the page, each with the evidence for what is said of it. */
export function DeploymentsWidget({ overview }: { overview: DeliveryOverview | undefined }) {
  const { filter } = useDeliveryQuestion();
  const { shown, show } = useShownDeployments();
  const [limit, setLimit] = useState(STEP);
  const now = useNow(60_000);
  const query = useQuery(
    trpc.delivery.list.queryOptions(
      { filter, which: shown, limit, offset: 0 },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Widget
      title="The deployments behind the numbers"
      subtitle="Latest first, each with what it brought and the evidence for what is said of it."
      isList={(query.data?.items.length ?? 0) > 0}
      basis={prepareBasis(overview?.basis.failures, now)}
    >
      <div className={styles.switches}>
        <OneChoice<ShownDeployments>
          name="Which deployments"
          value={shown}
          options={options}
          width={280}
          onChange={(value) => {
            setLimit(STEP);
            show(value === 'counted' ? undefined : value);
          }}
        />
      </div>
      <QueryView query={query} what="The deployments" height={320}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title="None in this period" height={160} />
          ) : (
            <>
              <Deployments items={items} />
              <ListFoot
                hasMore={items.length < total && limit < MOST}
                isLoading={query.isFetching}
                onMore={() => setLimit(Math.min(limit + STEP, MOST))}
              >
                {formatCount(items.length)} of {formatCount(total)}
              </ListFoot>
            </>
          )
        }
      </QueryView>
    </Widget>
  );
}

function Deployments({ items }: { items: readonly ShownDeployment[] }) {
  return (
    <ul className={styles.list} aria-label="Deployments">
      {items.map((item) => (
        <DeploymentReceipt key={item.id} item={item} />
      ))}
    </ul>
  );
}
