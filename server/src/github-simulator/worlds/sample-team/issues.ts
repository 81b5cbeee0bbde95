import type { WorldIssue, WorldIssueComment, WorldTimelineEvent } from '../../world.types.ts';
import { toUser } from './accounts.ts';
import type { Identifiers } from './identifiers.ts';
import { DAY, formatInstant, HOUR, SECOND, toSecond, WEEK } from './instants.ts';
import { toLabel } from './labels.ts';
import type { IssueDraft, PullDraft } from './moments.ts';
import { team } from './people.ts';
import type { Random } from './random.ts';
import type { StoryClock } from './story.ts';

/** Some pull requests answer an issue that was written some days before; their merge closes it. */
export function planIssues(
  pulls: readonly PullDraft[],
  clock: StoryClock,
  seed: Random,
): IssueDraft[] {
  const issues: IssueDraft[] = [];
  for (const pull of pulls) {
    const random = seed.fork(`issue-for-${pull.key}`);
    const merge = pull.moments.find((moment) => moment.kind === 'merge');
    const createdAt = toSecond(pull.createdAt - random.between(0.3, 21) * DAY);
    if (random.chance(0.14) && merge && createdAt > clock.startsAt - 3 * WEEK) {
      const author = random.pick(team);
      const issue: IssueDraft = {
        key: `issue-for-${pull.key}`,
        repository: pull.repository,
        author,
        title: pull.title.replace(/^(\w+\(|\[)([\w-]+)[)\]]:? ?/, '$2: '),
        labels: random.chance(0.5) ? ['bug'] : ['feature'],
        createdAt,
        closedAt: merge.at,
        closedBy: pull.author,
        comments: random.chance(0.5)
          ? [{ at: toSecond(createdAt + random.between(1, 6) * HOUR), by: random.pick(team) }]
          : [],
      };
      pull.closesIssue = issue;
      issues.push(issue);
    }
  }
  return issues;
}

export type IssueRows = {
  issue: WorldIssue;
  comments: WorldIssueComment[];
  timeline: WorldTimelineEvent[];
};

/** The rows of an issue at the end of the world. */
export function toIssueRows(
  draft: IssueDraft,
  number: number,
  endsAt: number,
  ids: Identifiers,
): IssueRows {
  const isClosed = draft.closedAt !== null && draft.closedAt < endsAt;
  const closedAt = isClosed ? draft.closedAt : null;
  const comments = draft.comments.filter((comment) => comment.at < endsAt);
  const labels = draft.labels.map((name) => toLabel(draft.repository, name));
  const event = (name: string, at: number, details: Partial<WorldTimelineEvent>) => ({
    issue_number: number,
    ...ids.next('event'),
    event: name,
    created_at: formatInstant(at),
    actor: toUser(name === 'closed' ? draft.closedBy : draft.author),
    commit_id: null,
    ...details,
  });
  const labeledAt = Math.min(draft.createdAt + SECOND, endsAt - SECOND);
  const touched = [
    draft.createdAt,
    labeledAt,
    closedAt ?? 0,
    ...comments.map((comment) => comment.at),
  ];
  return {
    issue: {
      ...ids.next('issue'),
      number,
      title: draft.title,
      body: null,
      state: isClosed ? 'closed' : 'open',
      state_reason: isClosed ? 'completed' : null,
      locked: false,
      user: toUser(draft.author),
      labels,
      assignees: [],
      comments: comments.length,
      created_at: formatInstant(draft.createdAt),
      updated_at: formatInstant(Math.max(...touched)),
      closed_at: closedAt === null ? null : formatInstant(closedAt),
    },
    comments: comments.map((comment) => ({
      issue_number: number,
      is_pull: false,
      ...ids.next('issueComment'),
      user: toUser(comment.by),
      created_at: formatInstant(comment.at),
      updated_at: formatInstant(comment.at),
    })),
    timeline: [
      ...labels.map((label) => event('labeled', labeledAt, { label })),
      ...(closedAt === null ? [] : [event('closed', closedAt, {})]),
    ],
  };
}
