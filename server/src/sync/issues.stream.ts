import { mapIssues } from '../github/issue.map.ts';
import { fetchIssuesPage } from '../github/issues.fetch.ts';
import { fetchCountSince } from '../github/repository.fetch.ts';
import { fetchHalving } from './fetch-halving.ts';
import { saveIssues } from './issues.save.ts';
import { startPageSize } from './page-size.rules.ts';
import { countRows, loadStream, type StreamContext, storePage } from './stream-context.ts';
import { isBefore, stopBefore } from './watermark.rules.ts';

const STREAM = 'issues';
const PAGE_SIZE = 100;

/** Reads issues, latest update first, until everything updated since the last complete pass is stored. */
export async function syncIssues(context: StreamContext): Promise<void> {
  const { github, repository, clock } = context;
  const stream = await loadStream(context, STREAM);
  const isResumed = stream.cursor !== null && stream.passStartedAt !== null;
  const startedAt =
    isResumed && stream.passStartedAt !== null ? stream.passStartedAt : context.startedAt;
  const bound = stopBefore(stream.watermarkAt, repository.historyFrom);
  const counted =
    repository.historyFrom === null
      ? null
      : await fetchCountSince(github, repository, 'issue', repository.historyFrom);
  let size = startPageSize(stream.pageSize, PAGE_SIZE);
  let cursor = isResumed ? stream.cursor : null;
  let done = isResumed ? stream.passDone : 0;
  for (let isLast = false; !isLast; ) {
    const read = await fetchHalving(size, (first) =>
      fetchIssuesPage(github, repository, first, cursor),
    );
    size = read.size;
    const wanted = read.page.issues.filter((issue) => !isBefore(issue.updatedAt, bound));
    isLast = read.page.nextCursor === null || wanted.length < read.page.issues.length;
    cursor = isLast ? null : read.page.nextCursor;
    done += wanted.length;
    const total = counted ?? read.page.totalCount;
    const expected = stream.watermarkAt === null ? total : null;
    await storePage(context, STREAM, async (tx) => {
      await saveIssues(tx, mapIssues(wanted, repository.id));
      const stored = await countRows(tx, 'issues', repository.id);
      const progress = {
        cursor,
        passStartedAt: startedAt,
        passDone: done,
        passTotal: expected,
        total,
        stored,
        pageSize: size,
      };
      return isLast
        ? { ...progress, watermarkAt: startedAt, passStartedAt: null, lastSuccessAt: clock() }
        : progress;
    });
  }
}
