import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { GithubLink } from '../../ui/github-link.tsx';
import styles from './connections.module.css';
import { describeReach, marksOf, whyNone } from './connections.prepare.ts';

/** What is read through a connection. */
export function ConnectedRepositories({ connection }: { connection: ConnectionSummary }) {
  if (connection.repositories.length === 0) {
    return <p className={styles.hint}>{whyNone(connection)}</p>;
  }
  return (
    <ul className={styles.repositories} aria-label="Repositories">
      {connection.repositories.map((repository) => (
        <li key={repository.id} className={styles.repository}>
          <span>
            <GithubLink url={repository.url}>{repository.repository}</GithubLink>
            {marksOf(repository).map((mark) => (
              <span key={mark} className={styles.mark}>
                {mark}
              </span>
            ))}
          </span>
          <span className={styles.hint}>{describeReach(repository)}</span>
        </li>
      ))}
    </ul>
  );
}
