import type { Derivation } from '@bellwether/shared/definitions/definitions-answers.schema';
import { Link } from '@tanstack/react-router';
import { noticeWords } from '../features/definitions/definitions.prepare.ts';
import styles from './derivation-notice.module.css';

/** How far the new numbers are. */
export function DerivationWords({ derivation }: { derivation: Derivation }) {
  return (
    <aside className={styles.notice} aria-label="New numbers">
      <span>{noticeWords(derivation)}</span>
      <Link to="/definitions">Details</Link>
    </aside>
  );
}
