import type { UnmappedEmail } from '@bellwether/shared/people/people.schema';
import { formatDate } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import styles from './people.module.css';

const MOST_SHOWN = 100;

type UnmappedListProps = {
  emails: readonly UnmappedEmail[];
  chosen: readonly string[];
  onToggle: (email: string) => void;
};

/** Addresses that commits carry and nobody has: chosen together with a person they become theirs. */
export function UnmappedList({ emails, chosen, onToggle }: UnmappedListProps) {
  if (emails.length === 0) {
    return <p className={styles.hint}>There is none.</p>;
  }
  return (
    <>
      <ul className={styles.list} aria-label="Addresses of nobody">
        {emails.slice(0, MOST_SHOWN).map(({ email, commits, lastSeenAt, isMachine }) => (
          <li key={email} className={styles.item}>
            <label className={styles.row}>
              <input
                type="checkbox"
                className={styles.check}
                aria-label={`Choose ${email}`}
                checked={chosen.includes(email)}
                disabled={isMachine}
                onChange={() => onToggle(email)}
              />
              <span className={styles.words}>
                <span className={styles.name}>{email}</span>
                <span className={styles.hint}>
                  {formatCountOf(commits, 'commit')}, last {formatDate(lastSeenAt)}
                  {isMachine ? ' · the address of a program' : ''}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {emails.length > MOST_SHOWN ? (
        <p className={styles.hint}>
          And {formatCountOf(emails.length - MOST_SHOWN, 'more', 'more')}: type to narrow the list.
        </p>
      ) : null}
    </>
  );
}
