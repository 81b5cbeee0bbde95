import { parseInstant } from '../parse-instant.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldTimelineEvent } from '../world.types.ts';
import { Connection } from './connection.ts';
import { eventTypeName, isEventType, itemTypeName } from './event-types.ts';
import type { Args } from './graph-context.ts';
import { commentNode, type EventNode, pullCommitNode, reviewNode } from './graph-nodes.ts';
import { publicSchema } from './public-schema.ts';

type TimelineItem = { at: string; node: () => unknown };

/** Reviews, comments, commits and events of a pull request or issue, of the asked types, oldest first. */
export function timelineItems(repo: RepositoryIndex, number: number, args: Args) {
  const wanted = wantedTypes(args.itemTypes);
  const since = parseInstant(args.since);
  const items = [
    ...eventItems(repo, number, wanted),
    ...pick(wanted, 'PullRequestReview', () => reviewItems(repo, number)),
    ...pick(wanted, 'IssueComment', () => commentItems(repo, number)),
    ...pick(wanted, 'PullRequestCommit', () => commitItems(repo, number)),
  ]
    .filter((item) => since === null || item.at >= since)
    .sort((a, b) => compare(a.at, b.at));
  const connection = new Connection(items.slice(skipOf(args)), args, (item) => item.node());
  return Object.assign(connection, { updatedAt: items.at(-1)?.at ?? repo.repository.created_at });
}

export function eventNode(repo: RepositoryIndex, row: WorldTimelineEvent): EventNode {
  return { __typename: eventTypeName(row.event), repo, row };
}

function wantedTypes(itemTypes: unknown): Set<string> | null {
  return Array.isArray(itemTypes) ? new Set(itemTypes.map(String).map(itemTypeName)) : null;
}

function pick(wanted: Set<string> | null, typeName: string, items: () => TimelineItem[]) {
  return wanted === null || wanted.has(typeName) ? items() : [];
}

function eventItems(repo: RepositoryIndex, number: number, wanted: Set<string> | null) {
  return repo
    .eventsOf(number)
    .filter((row) => {
      const typeName = eventTypeName(row.event);
      return wanted === null ? isEventType(publicSchema(), typeName) : wanted.has(typeName);
    })
    .map((row) => ({ at: row.created_at, node: () => eventNode(repo, row) }));
}

function reviewItems(repo: RepositoryIndex, number: number): TimelineItem[] {
  return repo
    .reviewsOf(number)
    .filter((row) => row.state !== 'PENDING')
    .map((row) => ({ at: row.submitted_at ?? '', node: () => reviewNode(repo, row) }));
}

function commentItems(repo: RepositoryIndex, number: number): TimelineItem[] {
  return repo
    .commentsOf(number)
    .map((row) => ({ at: row.created_at, node: () => commentNode(repo, row) }));
}

function commitItems(repo: RepositoryIndex, number: number): TimelineItem[] {
  return repo
    .commitsOf(number)
    .map((row) => ({ at: row.commit.committer.date, node: () => pullCommitNode(repo, row) }));
}

function skipOf(args: Args): number {
  return typeof args.skip === 'number' ? args.skip : 0;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
