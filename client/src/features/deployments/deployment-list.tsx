import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { ListFoot } from '../../ui/list-foot.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { DeploymentRows } from './deployment-rows.tsx';

const STEP = 25;
const MOST = 200;

/** Every production deployment as it counts now, latest first. */
export function DeploymentList({ repositoryId }: { repositoryId: string | null }) {
  const [limit, setLimit] = useState(STEP);
  const query = useQuery(
    trpc.deployments.list.queryOptions(
      { repositoryId, limit, offset: 0 },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Widget
      title="Deployments as they count now"
      subtitle="By the saved rules. Each is compared with the one before it, of the same service and environment."
    >
      <QueryView query={query} what="The deployments" height={320}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title="No deployment counts" height={200}>
              <p>
                Choose above what a deployment is, or send them to{' '}
                <code>POST /api/v1/deployments</code>. <Link to="/sync">Data</Link> tells whether
                GitHub’s could be read.
              </p>
            </EmptyState>
          ) : (
            <>
              <DeploymentRows items={items} label="Deployments" />
              <ListFoot
                hasMore={items.length < total && limit < MOST}
                isLoading={query.isFetching}
                onMore={() => setLimit(Math.min(MOST, limit + 3 * STEP))}
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
