import type { ListedDeployment } from '@bellwether/shared/deployments/deployments.schema';
import { formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import styles from './deployments.module.css';
import { markWords, nameBrought } from './deployments.prepare.ts';

/** Deployments, one a line: where and when, of which commit, and what came with it. */
export function DeploymentRows({
  items,
  label,
}: {
  items: readonly ListedDeployment[];
  label: string;
}) {
  const now = new Date().toISOString();
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          <span>
            {item.repository}
            {item.service === null ? '' : ` · ${item.service}`}
            <span className={styles.hint}> {item.name ?? item.environment}</span>
          </span>
          <time dateTime={item.finishedAt}>{formatInstant(item.finishedAt, { now })}</time>
          <GithubLink url={item.url}>
            <code className={styles.sha}>{item.sha.slice(0, 8)}</code>
          </GithubLink>
          <Brought item={item} />
        </li>
      ))}
    </ul>
  );
}

function Brought({ item }: { item: ListedDeployment }) {
  const words = markWords[item.mark] || (item.brought === 0 ? 'no pull request' : '');
  return (
    <span className={styles.brought}>
      {item.brought === 0 ? null : (
        <span title={nameBrought(item)}>{formatCountOf(item.brought, 'pull request')}</span>
      )}
      {words === '' ? null : (
        <span className={item.mark === 'commit_not_found' ? styles.bad : styles.hint}>{words}</span>
      )}
    </span>
  );
}
