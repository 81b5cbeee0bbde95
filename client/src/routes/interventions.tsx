import { createFileRoute } from '@tanstack/react-router';
import { InterventionsPage } from '../features/interventions/interventions-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/interventions')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: InterventionsPage,
});
