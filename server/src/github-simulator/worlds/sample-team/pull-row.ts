import type { WorldPull } from '../../world.types.ts';
import { reviewTeam, toUser } from './accounts.ts';
import { headOf } from './fold-branch.ts';
import type { FoldContext, FoldedPull } from './fold-pull.ts';
import { formatInstant } from './instants.ts';
import { toLabel } from './labels.ts';
import type { PullDraft } from './moments.ts';

function bodyOf(draft: PullDraft, numberOf: (draft: object) => number): string | null {
  const { repository, revertOf, closesIssue } = draft;
  if (revertOf) {
    return `Reverts heronfield/${repository.name}#${numberOf(revertOf)}`;
  }
  return closesIssue ? `Closes #${numberOf(closesIssue)}` : null;
}

/** The pull request's own row. `numberOf` gives the number of a draft of the same repository. */
export function toWorldPull(
  pull: FoldedPull,
  context: FoldContext,
  numberOf: (draft: object) => number,
): WorldPull {
  const { draft } = pull;
  const { files, repository, revertOf } = draft;
  const ref = revertOf ? `revert-${numberOf(revertOf)}-${revertOf.branch}` : draft.branch;
  const isMerged = pull.mergedAt !== null;
  return {
    ...context.ids.next('pull'),
    number: context.number,
    state: pull.closedAt === null ? 'open' : 'closed',
    locked: false,
    title: pull.title,
    body: bodyOf(draft, numberOf),
    user: toUser(draft.author),
    draft: pull.isDraft,
    labels: pull.labels.map((name) => toLabel(repository, name)),
    assignees: [],
    requested_reviewers: pull.requested.flatMap((asked) =>
      asked === 'team' ? [] : (toUser(asked) ?? []),
    ),
    requested_teams: pull.requested.includes('team') ? [reviewTeam] : [],
    milestone: null,
    head: {
      ref,
      sha: headOf(pull.branch)?.sha ?? pull.branch.baseSha,
      label: `heronfield:${ref}`,
      repo: { full_name: `heronfield/${repository.name}` },
    },
    base: { ref: draft.base, sha: pull.branch.baseSha, label: `heronfield:${draft.base}` },
    created_at: formatInstant(draft.createdAt),
    updated_at: formatInstant(pull.updatedAt),
    closed_at: pull.closedAt === null ? null : formatInstant(pull.closedAt),
    merged_at: pull.mergedAt === null ? null : formatInstant(pull.mergedAt),
    merge_commit_sha: isMerged ? context.history.mergeShaOf(draft) : null,
    merged_by: pull.mergedBy && toUser(pull.mergedBy),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
