import { AccountCollector } from './actor.map.ts';
import type { GithubAccount } from './actor.schema.ts';
import type { IssuePayload } from './issues.fetch.ts';

export type StoredIssue = {
  id: string;
  repositoryId: string;
  number: number;
  title: string;
  url: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  authorId: string | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
};

export type IssueRows = {
  issues: StoredIssue[];
  labels: { issueId: string; name: string; color: string | null }[];
  accounts: GithubAccount[];
};

export function mapIssues(payloads: readonly IssuePayload[], repositoryId: string): IssueRows {
  const accounts = new AccountCollector();
  const unique = [...new Map(payloads.map((payload) => [payload.id, payload])).values()];
  const issues = unique.map((payload) => {
    const { id, number, title, url, createdAt, updatedAt, closedAt } = payload;
    return {
      ...{ id, repositoryId, number, title, url, createdAt, updatedAt, closedAt },
      state: payload.state === 'OPEN' ? ('open' as const) : ('closed' as const),
      stateReason: payload.stateReason?.toLowerCase() ?? null,
      authorId: accounts.addActor(payload.author),
    };
  });
  const labels = unique.flatMap((payload) => {
    const byName = new Map((payload.labels?.nodes ?? []).map((label) => [label.name, label]));
    return [...byName.values()].map((label) => ({
      issueId: payload.id,
      name: label.name,
      color: label.color ?? null,
    }));
  });
  return { issues, labels, accounts: accounts.list() };
}
