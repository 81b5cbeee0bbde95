import { createFileRoute } from '@tanstack/react-router';
import { InterventionPage } from '../features/interventions/intervention-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/interventions_/$interventionId')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: InterventionPage,
});
