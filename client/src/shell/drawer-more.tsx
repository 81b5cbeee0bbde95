import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { Fragment, lazy, type ReactNode, Suspense } from 'react';

const DrawerSuggestions = lazy(() =>
  import('../features/review-load/drawer-suggestions.tsx').then((m) => ({
    default: m.DrawerSuggestions,
  })),
);
const DisputeButton = lazy(() =>
  import('../features/definitions/dispute-button.tsx').then((m) => ({ default: m.DisputeButton })),
);

/** What other slices add to the drawer of a pull request; each loads when the drawer opens. */
export function drawerMore({ pullRequest }: PullRequestDetail): ReactNode {
  return (
    <Fragment key={pullRequest.id}>
      <Suspense fallback={null}>
        <DrawerSuggestions pullRequest={pullRequest} />
        <DisputeButton pullRequestId={pullRequest.id} author={pullRequest.author} />
      </Suspense>
    </Fragment>
  );
}
