import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useDerivation } from './use-derivation.ts';

const DerivationWords = lazy(() =>
  import('./derivation-words.tsx').then((m) => ({ default: m.DerivationWords })),
);

/** Says over every page that its numbers are about to change. It lies above the page, so that nothing moves. */
export function DerivationNotice() {
  const derivation = useDerivation();
  const isShownThere = useRouterState({
    select: ({ location }) => location.pathname === '/definitions',
  });
  return derivation && !isShownThere ? (
    <Suspense fallback={null}>
      <DerivationWords derivation={derivation} />
    </Suspense>
  ) : null;
}
