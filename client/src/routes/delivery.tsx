import { createFileRoute } from '@tanstack/react-router';
import { DeliveryPage } from '../features/delivery/delivery-page.tsx';
import { readDeliverySearch } from '../features/delivery/delivery-search.schema.ts';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/delivery')({
  validateSearch: (raw: Record<string, unknown>) => ({
    ...readFilterSearch(raw).search,
    ...readDeliverySearch(raw),
  }),
  component: DeliveryPage,
});
