import type { CycleTimeInput, ScatterDot } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';

/**
 * The single values behind a line, asked for only where a bucket has too few for a median (B0.6). Undefined: none are needed,
 * they load, or the reader sees no pull request one by one.
 */
export function useSingles(
  input: CycleTimeInput,
  isNeeded: boolean,
): readonly ScatterDot[] | undefined {
  const maySeeEach = useMay('pull-requests.read');
  const enabled = isNeeded && maySeeEach;
  const { data } = useQuery(
    trpc.cycleTime.scatter.queryOptions(input, { enabled, placeholderData: keepPreviousData }),
  );
  return enabled ? data?.dots : undefined;
}
