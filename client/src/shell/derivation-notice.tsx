import { Link, useRouterState } from '@tanstack/react-router';
import { noticeWords } from '../features/definitions/definitions.prepare.ts';
import styles from './derivation-notice.module.css';
import { useDerivation } from './use-derivation.ts';

/** Says over every page that its numbers are about to change. It lies above the page, so that nothing moves. */
export function DerivationNotice() {
  const derivation = useDerivation();
  const isShownThere = useRouterState({
    select: ({ location }) => location.pathname === '/definitions',
  });
  if (!derivation || isShownThere) {
    return null;
  }
  return (
    <aside className={styles.notice} aria-label="New numbers">
      <span>{noticeWords(derivation)}</span>
      <Link to="/definitions">Details</Link>
    </aside>
  );
}
