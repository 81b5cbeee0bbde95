import { createFileRoute } from '@tanstack/react-router';
import { ReviewLoadPage } from '../features/review-load/review-load-page.tsx';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';

export const Route = createFileRoute('/review-load')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  component: ReviewLoadPage,
});
