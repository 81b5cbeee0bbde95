import type { Waiting, WaitingItem } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { formatDuration } from '../../format/duration.ts';
import { formatCountOf } from '../../format/number.ts';

export type WaitingRow = {
  id: string;
  title: string;
  place: string;
  author: string;
  waited: string;
  waitsFor: string;
  /** On whom, or that nobody was asked. */
  waitsOn: string;
  color: string;
};

const kinds = {
  'first-review': { words: 'a first review', color: 'var(--bw-pickup)' },
  author: { words: 'the author’s answer', color: 'var(--bw-coding)' },
  review: { words: 'another look', color: 'var(--bw-review)' },
  merge: { words: 'the merge', color: 'var(--bw-merge-wait)' },
} as const satisfies Record<WaitingItem['waitsFor'], { words: string; color: string }>;

/** What is open and ready, the longest wait first, each with what it waits for and on whom. */
export function prepareWaiting(waiting: Waiting): WaitingRow[] {
  return [...waiting.items]
    .sort((a, b) => b.waitingSeconds - a.waitingSeconds)
    .map((item) => ({
      id: item.id,
      title: item.title,
      place: `${item.repository} #${item.number}`,
      author: item.author ?? 'deleted account',
      waited: formatDuration(item.waitingSeconds),
      waitsFor: kinds[item.waitsFor].words,
      waitsOn: item.waitsOn.length === 0 ? 'nobody was asked' : item.waitsOn.join(', '),
      color: kinds[item.waitsFor].color,
    }));
}

/** `12 wait, 5 of them for a first review; 3 drafts are not counted` */
export function describeWaiting(waiting: Waiting): string {
  const first = waiting.items.filter((item) => item.waitsFor === 'first-review').length;
  const drafts =
    waiting.openDrafts === 0 ? '' : `; ${formatCountOf(waiting.openDrafts, 'draft')} not counted`;
  return `Oldest first. ${waiting.items.length} ready and open, ${first} without a first review${drafts}`;
}
