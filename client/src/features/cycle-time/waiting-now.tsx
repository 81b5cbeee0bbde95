import type { CycleTimeOverview, Waiting } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './cycle-time.module.css';
import { useBasis } from './use-basis.ts';
import { describeWaiting, prepareWaiting } from './waiting.prepare.ts';

const HEIGHT = 320;

type WaitingNowProps = {
  query: UseQueryResult<Waiting, unknown>;
  overview: CycleTimeOverview | undefined;
};

/** What to do about it: everything that waits, the longest first, and on whom. */
export function WaitingNow({ query, overview }: WaitingNowProps) {
  const open = useOpenPullRequest();
  const basis = useBasis(overview, 'waiting');
  return (
    <Widget
      title="Waiting now"
      isList={(query.data?.items.length ?? 0) > 0}
      basis={basis}
      subtitle={query.data === undefined ? 'Oldest first' : describeWaiting(query.data)}
    >
      <QueryView query={query} what="The waiting list" height={HEIGHT}>
        {(waiting) =>
          waiting.items.length === 0 ? (
            <EmptyState title="Nothing waits" height={HEIGHT}>
              <p>
                Every open pull request is a draft, or there is none. Whatever becomes ready appears
                here.
              </p>
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {prepareWaiting(waiting).map((row) => (
                <li key={row.id}>
                  <button type="button" className={styles.row} onClick={() => open(row.id)}>
                    <span className={styles.rowTitle} dir="auto">
                      {row.title.slice(0, 200)}
                    </span>
                    <span className={styles.rowWait}>{row.waited}</span>
                    <span className={styles.rowPlace}>
                      {row.place} by {row.author}
                    </span>
                    <span className={styles.rowWhy}>
                      <span className={styles.swatch} style={{ background: row.color }} />
                      {row.waitsFor}: {row.waitsOn}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Widget>
  );
}
