import { createFileRoute } from '@tanstack/react-router';
import { DisputesPage } from '../features/definitions/disputes-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/disputes')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: DisputesPage,
});
