import type { Instant, Span } from './instant.ts';
import { workingSpans } from './off-hours.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Four weeks: a wait of days touches one or two blocks, and one of years few enough. */
const BLOCK = 28 * 86_400;

/** The stretches of work in one block, ascending, with the seconds that lie before each. */
type Block = { spans: readonly Span[]; before: readonly number[]; total: number };

const blocksOf = new WeakMap<WorkCalendar, Map<number, Block>>();

/**
 * Working seconds of `[from, to)` by a calendar of several people (B13), which no arithmetic of weeks can tell. Its stretches
 * are worked out once for each four weeks and remembered with the calendar: the pull requests of a team share them.
 */
export function workSecondsInBlocks(calendar: WorkCalendar, from: Instant, to: Instant): number {
  if (to <= from) {
    return 0;
  }
  const [first, last] = [Math.floor(from / BLOCK), Math.floor(to / BLOCK)];
  let seconds = -secondsUpTo(blockOf(calendar, first), from);
  for (let index = first; index < last; index += 1) {
    seconds += blockOf(calendar, index).total;
  }
  return seconds + secondsUpTo(blockOf(calendar, last), to);
}

function blockOf(calendar: WorkCalendar, index: number): Block {
  const blocks = blocksOf.get(calendar) ?? new Map<number, Block>();
  const known = blocks.get(index);
  if (known !== undefined) {
    return known;
  }
  const made = makeBlock(workingSpans(calendar, index * BLOCK, (index + 1) * BLOCK));
  blocks.set(index, made);
  blocksOf.set(calendar, blocks);
  return made;
}

function makeBlock(spans: readonly Span[]): Block {
  const before: number[] = [];
  let total = 0;
  for (const { from, to } of spans) {
    before.push(total);
    total += to - from;
  }
  return { spans, before, total };
}

/** Of the block's own work, what lies before `at`. */
function secondsUpTo({ spans, before }: Block, at: Instant): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.from ?? at) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const span = spans[low - 1];
  return span === undefined ? 0 : (before[low - 1] ?? 0) + Math.min(at, span.to) - span.from;
}
