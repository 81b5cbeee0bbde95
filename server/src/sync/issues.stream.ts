import { mapIssues } from '../github/issue.map.ts';
import { fetchIssuesPage } from '../github/issues.fetch.ts';
import { fetchCountSince } from '../github/repository.fetch.ts';
import { saveIssues } from './issues.save.ts';
import { readNewestFirst } from './newest-first.ts';
import { countRows, type StreamContext } from './stream-context.ts';
import { stopBefore } from './watermark.rules.ts';

/** Reads issues, latest update first, until everything updated since the last complete pass is stored. */
export async function syncIssues(context: StreamContext): Promise<void> {
  const { github, repository } = context;
  const { id, historyFrom } = repository;
  const counted =
    historyFrom === null ? null : await fetchCountSince(github, repository, 'issue', historyFrom);
  await readNewestFirst(context, {
    stream: 'issues',
    pageSize: 100,
    fetchPage: (first, after) => fetchIssuesPage(github, repository, first, after),
    instantOf: (issue) => issue.updatedAt,
    boundOf: (stream) => stopBefore(stream.watermarkAt, historyFrom),
    totalOf: (totalCount) => counted ?? totalCount,
    async save(tx, issues) {
      await saveIssues(tx, mapIssues(issues, id));
      return await countRows(tx, 'issues', id);
    },
  });
}
