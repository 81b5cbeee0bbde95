import { lazy, Suspense, useState } from 'react';
import { LoadingState } from '../../ui/states.tsx';
import styles from './page-notes.module.css';
import { useFilter } from './use-filter.ts';

const ChartNotes = lazy(() =>
  import('../../features/interventions/chart-notes.tsx').then((m) => ({ default: m.ChartNotes })),
);

/** The notes on the days that the page shows, below its first charts: one line until they are opened. */
export function PageNotes() {
  const { input, today } = useFilter();
  const { from, to } = input.filter;
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.notes} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Notes on days</summary>
      {isOpen ? (
        <Suspense fallback={<LoadingState height={60} label="The notes: loading" />}>
          <ChartNotes from={from} to={to} today={today} />
        </Suspense>
      ) : null}
    </details>
  );
}
