import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { keepPreviousData } from '@tanstack/react-query';

const WHILE_READING_MS = 15_000;
const ELSE_MS = 300_000;

/** How the parts of the page's depth are asked for: seldom, and what was there stays while something else is asked. */
export function depthOptions(overview: CycleTimeOverview | undefined) {
  return {
    placeholderData: keepPreviousData,
    refetchInterval: overview?.quality.isSyncing === true ? WHILE_READING_MS : ELSE_MS,
  } as const;
}
