import type { ReviewQueue } from '@bellwether/shared/review-load/review-load.schema';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { WITHHELD } from './load-words.prepare.ts';

type Counted = Pick<ReviewQueue, 'open' | 'cutAt'>;

/** `31 open requests`, or that there are more than are looked at. */
export function openWords({ open, cutAt }: Counted): string {
  if (open === null) {
    return WITHHELD;
  }
  const counted = formatCountOf(open, 'open request');
  return cutAt === null ? counted : `More than ${counted}`;
}

/** Told where the queue is cut; null: all of it is there. */
export function cutWords({ cutAt }: Counted): string | null {
  return cutAt === null
    ? null
    : `The queue is cut at ${formatCount(cutAt)} entries: those that have been ready longest. Choose a team or a repository to see the others.`;
}

/** After the subtitle of the queue. */
export function sayOpen(queue: Counted | undefined): string {
  if (queue === undefined) {
    return '';
  }
  return queue.open === null ? ` ${WITHHELD}` : ` ${openWords(queue)} in all.`;
}
