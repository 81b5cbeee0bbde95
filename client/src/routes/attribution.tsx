import { createFileRoute } from '@tanstack/react-router';
import { AttributionPage } from '../features/delivery/attribution-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/attribution')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: AttributionPage,
});
