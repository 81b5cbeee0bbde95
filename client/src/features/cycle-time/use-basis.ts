import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { useNow } from '../../lib/use-now.ts';
import type { WidgetBasis } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';

/** What a part of the page stands on, in words; absent while the overview loads. */
export function useBasis(
  overview: CycleTimeOverview | undefined,
  part: keyof CycleTimeOverview['quality']['basis'],
): WidgetBasis | undefined {
  const now = useNow(60_000);
  return prepareBasis(overview?.quality.basis[part], now);
}
