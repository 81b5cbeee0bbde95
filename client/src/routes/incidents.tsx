import { createFileRoute } from '@tanstack/react-router';
import { readIncidentSearch } from '../features/incidents/incident-search.schema.ts';
import { IncidentsPage } from '../features/incidents/incidents-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/incidents')({
  validateSearch: (raw: Record<string, unknown>) => ({
    ...readFilterSearch(raw).search,
    ...readIncidentSearch(raw),
  }),
  component: IncidentsPage,
});
