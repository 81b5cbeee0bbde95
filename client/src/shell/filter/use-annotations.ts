import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';

const none: readonly Annotation[] = [];

/** What was changed and noted on the days `[from, to)` of these repositories (none: all), for charts over time. */
export function useAnnotations(days: {
  from: string;
  to: string;
  repositories: string[];
}): readonly Annotation[] {
  const { from, to, repositories } = days;
  return useQuery(trpc.cycleTime.annotations.queryOptions({ from, to, repositories })).data ?? none;
}
