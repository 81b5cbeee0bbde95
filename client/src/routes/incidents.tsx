import { createFileRoute } from '@tanstack/react-router';
import { IncidentsPage } from '../features/incidents/incidents-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/incidents')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: IncidentsPage,
});
