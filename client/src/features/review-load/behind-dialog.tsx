import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { effortWords } from './load-words.prepare.ts';
import styles from './review-load.module.css';
import type { Behind } from './review-load-page.tsx';

type BehindDialogProps = { behind: Behind; onClose: () => void };

/** The pull requests behind a number, each with what its review is taken to cost. */
export function BehindDialog({ behind, onClose }: BehindDialogProps) {
  const { input } = useFilter();
  const open = useOpenPullRequest();
  const { title, ...asked } = behind;
  const query = useQuery(trpc.reviewLoad.behind.queryOptions({ filter: input.filter, ...asked }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <QueryView query={query} what="The list" height={240}>
        {({ items, total, minutes }) =>
          items.length === 0 ? (
            <EmptyState title="No pull request that you may see one by one" height={120} />
          ) : (
            <>
              <p className={styles.hint}>
                {formatCountOf(total, 'pull request')}, {effortWords(minutes)} of review by one
                person each. The latest reviewed first
                {total > items.length ? `; ${items.length} are listed` : ''}.
              </p>
              <ul className={styles.rows}>
                {items.map((item) => (
                  <li key={item.id}>
                    <div className={styles.line}>
                      <button
                        type="button"
                        className={`${styles.text} ${styles.strong}`}
                        dir="auto"
                        onClick={() => {
                          onClose();
                          open(item.id);
                        }}
                      >
                        {item.title.slice(0, 200)}
                      </button>
                      <span>
                        {item.sizeClass}, {formatCountOf(item.size, 'line')}: {item.minutes} min
                      </span>
                    </div>
                    <p className={styles.hint}>
                      {item.repository} #{item.number} by {item.author ?? 'deleted account'},
                      reviewed {formatInstant(item.reviewedAt)}
                      {sayReviewers(item.reviewers, item.otherReviewers)}
                    </p>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </QueryView>
    </Modal>
  );
}

function sayReviewers(names: readonly string[], others: number): string {
  const rest = others === 0 ? [] : [formatCountOf(others, 'other')];
  const all = [...names, ...rest];
  return all.length === 0 ? '' : ` by ${all.join(', ')}`;
}
