import { createFileRoute } from '@tanstack/react-router';
import { readEffectSearch } from '../features/interventions/effect-search.schema.ts';
import { InterventionPage } from '../features/interventions/intervention-page.tsx';

export const Route = createFileRoute('/interventions_/$interventionId')({
  validateSearch: readEffectSearch,
  component: InterventionPage,
});
