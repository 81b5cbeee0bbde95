import type { PullRequestListItem } from '@bellwether/shared/pull-requests/pull-requests.schema';
import {
  IconGitMerge,
  IconGitPullRequest,
  IconGitPullRequestClosed,
  IconGitPullRequestDraft,
} from '@tabler/icons-react';
import styles from './pull-requests.module.css';
import { describeState } from './state-words.prepare.ts';

const icons = {
  open: IconGitPullRequest,
  draft: IconGitPullRequestDraft,
  merged: IconGitMerge,
  closed: IconGitPullRequestClosed,
} as const;

/** The state in GitHub's colour, with its icon and its word. */
export function StateMark({ item }: { item: Pick<PullRequestListItem, 'state' | 'isDraft'> }) {
  const { kind, label, color } = describeState(item);
  const Icon = icons[kind];
  return (
    <span className={styles.state} style={{ color }}>
      <Icon size={16} aria-hidden="true" />
      {label}
    </span>
  );
}
