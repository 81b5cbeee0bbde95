import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { PoolClient } from 'pg';
import { fetchHalving } from './fetch-halving.ts';
import { startPageSize } from './page-size.rules.ts';
import { loadStream, type StreamContext, storePage } from './stream-context.ts';
import type { StreamRecord } from './sync-streams.save.ts';
import { isBefore } from './watermark.rules.ts';

export type NewestFirstPage<T> = { items: T[]; totalCount: number; nextCursor: string | null };

/** A list that GitHub gives latest first, and how it is read and stored. */
export type NewestFirstList<T> = {
  stream: SyncStreamName;
  pageSize: number;
  fetchPage(first: number, after: string | null): Promise<NewestFirstPage<T>>;
  /** The instant that the list is ordered by. */
  instantOf(item: T): Date;
  /** What lies before it is stored or not wanted; null: all is wanted. */
  boundOf(stream: StreamRecord): Date | null;
  /** GitHub's count of what is wanted, given its count of all; null: it gives none. */
  totalOf(totalCount: number): number | null;
  /** Stores a page and answers with the number of rows stored in all. */
  save(tx: PoolClient, items: readonly T[]): Promise<number>;
};

/** Where a pass begins: at the beginning, or where the last one was cut short. */
export function passStart(
  context: StreamContext,
  stream: StreamRecord,
): { startedAt: Date; cursor: string | null; done: number } {
  const { cursor, passStartedAt, passDone } = stream;
  return cursor !== null && passStartedAt !== null
    ? { startedAt: passStartedAt, cursor, done: passDone }
    : { startedAt: context.startedAt, cursor: null, done: 0 };
}

/** Reads a list page by page until everything since the last complete pass is stored; each page in its own transaction. */
export async function readNewestFirst<T>(
  context: StreamContext,
  list: NewestFirstList<T>,
): Promise<void> {
  const stream = await loadStream(context, list.stream);
  const bound = list.boundOf(stream);
  const { startedAt, ...start } = passStart(context, stream);
  let { cursor, done } = start;
  let size = startPageSize(stream.pageSize, list.pageSize);
  for (let isLast = false; !isLast; ) {
    const from = cursor;
    const read = await fetchHalving(size, (first) => list.fetchPage(first, from));
    const wanted = read.page.items.filter((item) => !isBefore(list.instantOf(item), bound));
    size = read.size;
    isLast = read.page.nextCursor === null || wanted.length < read.page.items.length;
    cursor = isLast ? null : read.page.nextCursor;
    done += wanted.length;
    const total = list.totalOf(read.page.totalCount);
    const passTotal = stream.watermarkAt === null ? total : null;
    const end = isLast
      ? { watermarkAt: startedAt, passStartedAt: null }
      : { passStartedAt: startedAt };
    await storePage(context, list.stream, async (tx) => {
      const stored = await list.save(tx, wanted);
      return { cursor, passDone: done, passTotal, total, stored, pageSize: size, ...end };
    });
  }
}
