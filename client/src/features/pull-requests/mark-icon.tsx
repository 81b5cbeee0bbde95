import type { TimelineMarker } from '@bellwether/shared/pull-requests/pull-requests.schema';
import {
  IconCheck,
  IconCircleDot,
  IconCircleX,
  IconEye,
  IconGitCommit,
  IconGitMerge,
  IconGitPullRequest,
  IconGitPullRequestDraft,
  IconMessage,
  IconMessageCircle,
  IconRefreshAlert,
  IconRocket,
  IconTrash,
  IconUserQuestion,
  IconX,
} from '@tabler/icons-react';

const marks = {
  opened: { Icon: IconCircleDot, color: 'var(--bw-ink-2)' },
  commit: { Icon: IconGitCommit, color: 'var(--bw-ink-2)' },
  force_push: { Icon: IconRefreshAlert, color: 'var(--bw-warn)' },
  ready: { Icon: IconEye, color: 'var(--bw-open)' },
  draft: { Icon: IconGitPullRequestDraft, color: 'var(--bw-state-draft)' },
  review_requested: { Icon: IconUserQuestion, color: 'var(--bw-ink-2)' },
  approved: { Icon: IconCheck, color: 'var(--bw-good)' },
  changes_requested: { Icon: IconX, color: 'var(--bw-bad)' },
  commented: { Icon: IconMessageCircle, color: 'var(--bw-review)' },
  dismissed: { Icon: IconTrash, color: 'var(--bw-ink-3)' },
  comment: { Icon: IconMessage, color: 'var(--bw-ink-3)' },
  closed: { Icon: IconCircleX, color: 'var(--bw-closed)' },
  reopened: { Icon: IconGitPullRequest, color: 'var(--bw-open)' },
  merged: { Icon: IconGitMerge, color: 'var(--bw-merged)' },
  deployed: { Icon: IconRocket, color: 'var(--bw-accent)' },
} as const satisfies Record<TimelineMarker['kind'], { Icon: unknown; color: string }>;

export function MarkIcon({ kind }: { kind: TimelineMarker['kind'] }) {
  const { Icon, color } = marks[kind];
  return <Icon size={14} stroke={2} color={color} aria-hidden="true" />;
}
