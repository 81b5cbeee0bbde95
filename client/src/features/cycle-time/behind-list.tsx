import type { BehindInput } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { useQuery } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './cycle-time.module.css';

/** The pull requests behind a count, latest first. */
export function BehindList({ behind }: Pick<BehindInput, 'behind'>) {
  const { input } = useFilter();
  const open = useOpenPullRequest();
  const query = useQuery(trpc.cycleTime.behind.queryOptions({ ...input, behind }));
  return (
    <QueryView query={query} what="The list" height={120}>
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyState title="None of them is yours to see" height={80} />
        ) : (
          <ul className={styles.list} aria-label={formatCountOf(total, 'pull request')}>
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" className={styles.row} onClick={() => open(item.id)}>
                  <span className={styles.rowTitle} dir="auto">
                    {item.title.slice(0, 200)}
                  </span>
                  <span className={styles.rowWait}>{formatCountOf(item.size, 'line')}</span>
                  <span className={styles.rowPlace}>
                    {item.repository} #{item.number} by {item.author ?? 'deleted account'},{' '}
                    {formatInstant(item.at)}
                  </span>
                </button>
              </li>
            ))}
            {total > items.length ? (
              <li className={styles.rowPlace}>and {formatCount(total - items.length)} older</li>
            ) : null}
          </ul>
        )
      }
    </QueryView>
  );
}
