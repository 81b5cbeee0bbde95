import { lazy, Suspense } from 'react';
import { useFilter } from './use-filter.ts';

const ChartNotes = lazy(() =>
  import('../../features/interventions/chart-notes.tsx').then((m) => ({ default: m.ChartNotes })),
);

/** The notes on the days that the page shows, below its first charts. */
export function PageNotes() {
  const { input, today } = useFilter();
  const { from, to } = input.filter;
  return (
    <Suspense fallback={null}>
      <ChartNotes from={from} to={to} today={today} />
    </Suspense>
  );
}
