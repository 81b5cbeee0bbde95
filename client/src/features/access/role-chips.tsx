import { describeGrant } from '@bellwether/shared/access/grant-words';
import type { GrantView } from '@bellwether/shared/access/members.schema';
import styles from './members.module.css';

/** Roles in words: `Lead of Payments`. */
export function RoleChips({ grants }: { grants: readonly GrantView[] }) {
  if (grants.length === 0) {
    return <span className={styles.none}>No role</span>;
  }
  return (
    <ul className={styles.chips}>
      {grants.map((grant) => (
        <li
          key={`${grant.role} ${grant.teamId}`}
          className={grant.role === 'admin' ? `${styles.chip} ${styles.strong}` : styles.chip}
          dir="auto"
        >
          {describeGrant(grant)}
        </li>
      ))}
    </ul>
  );
}
