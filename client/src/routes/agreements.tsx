import { createFileRoute } from '@tanstack/react-router';
import { AgreementsPage } from '../features/agreements/agreements-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/agreements')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: AgreementsPage,
});
