import type { PullRequestListItem } from '@bellwether/shared/pull-requests/pull-requests.schema';

export type StateWords = {
  kind: 'open' | 'draft' | 'merged' | 'closed';
  label: string;
  color: string;
};

/** The state as GitHub shows it, with its colour; never the colour alone. */
export function describeState(item: Pick<PullRequestListItem, 'state' | 'isDraft'>): StateWords {
  if (item.state === 'merged') {
    return { kind: 'merged', label: 'Merged', color: 'var(--bw-merged)' };
  }
  if (item.state === 'closed') {
    return { kind: 'closed', label: 'Closed', color: 'var(--bw-closed)' };
  }
  return item.isDraft
    ? { kind: 'draft', label: 'Draft', color: 'var(--bw-state-draft)' }
    : { kind: 'open', label: 'Open', color: 'var(--bw-open)' };
}
