import { mapDeployments } from '../github/deployment.map.ts';
import { fetchDeploymentsPage } from '../github/deployments.fetch.ts';
import { saveDeployments } from './deployments.save.ts';
import { fetchHalving } from './fetch-halving.ts';
import { startPageSize } from './page-size.rules.ts';
import { countRows, loadStream, type StreamContext, storePage } from './stream-context.ts';
import { isBefore } from './watermark.rules.ts';

const STREAM = 'deployments';
const PAGE_SIZE = 100;
/** Deployments are listed by creation and their statuses still change: younger ones are read again. */
const STATUS_GRACE_MS = 7 * 86_400_000;

/** Reads deployments, latest first, down to those whose statuses no longer change since the last complete pass. */
export async function syncDeployments(context: StreamContext): Promise<void> {
  const { github, repository, clock } = context;
  const stream = await loadStream(context, STREAM);
  const isResumed = stream.cursor !== null && stream.passStartedAt !== null;
  const startedAt =
    isResumed && stream.passStartedAt !== null ? stream.passStartedAt : context.startedAt;
  const bound = boundOf(stream.watermarkAt, repository.historyFrom);
  let size = startPageSize(stream.pageSize, PAGE_SIZE);
  let cursor = isResumed ? stream.cursor : null;
  let done = isResumed ? stream.passDone : 0;
  for (let isLast = false; !isLast; ) {
    const read = await fetchHalving(size, (first) =>
      fetchDeploymentsPage(github, repository, first, cursor),
    );
    size = read.size;
    const wanted = read.page.deployments.filter((item) => !isBefore(item.createdAt, bound));
    isLast = read.page.nextCursor === null || wanted.length < read.page.deployments.length;
    cursor = isLast ? null : read.page.nextCursor;
    done += wanted.length;
    const total = repository.historyFrom === null ? read.page.totalCount : null;
    const expected = stream.watermarkAt === null ? total : null;
    await storePage(context, STREAM, async (tx) => {
      await saveDeployments(tx, mapDeployments(wanted, repository.id));
      const stored = await countRows(tx, 'deployments', repository.id);
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

function boundOf(watermarkAt: Date | null, historyFrom: Date | null): Date | null {
  const settled = watermarkAt === null ? null : new Date(watermarkAt.getTime() - STATUS_GRACE_MS);
  if (settled === null || historyFrom === null) {
    return settled ?? historyFrom;
  }
  return settled > historyFrom ? settled : historyFrom;
}
