import type { ReviewLoadOverview } from '@bellwether/shared/review-load/review-load.schema';
import { useNow } from '../../lib/use-now.ts';
import type { WidgetBasis } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';

/** What a part of the page stands on, in words; absent while the overview loads. */
export function useLoadBasis(
  overview: ReviewLoadOverview | undefined,
  part: keyof ReviewLoadOverview['basis'],
): WidgetBasis | undefined {
  const now = useNow(60_000);
  return prepareBasis(overview?.basis[part], now);
}
