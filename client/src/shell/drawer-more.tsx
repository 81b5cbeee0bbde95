import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { Fragment, type ReactNode } from 'react';
import { DrawerSuggestions } from '../features/review-load/drawer-suggestions.tsx';

/** What other slices add to the drawer of a pull request; each loads when the drawer opens. */
export function drawerMore({ pullRequest }: PullRequestDetail): ReactNode {
  return (
    <Fragment key={pullRequest.id}>
      <DrawerSuggestions pullRequest={pullRequest} />
    </Fragment>
  );
}
