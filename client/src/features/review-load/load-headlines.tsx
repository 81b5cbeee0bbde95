import type { ReviewLoadOverview } from '@bellwether/shared/review-load/review-load.schema';
import { prepareLoadHeadlines } from './headlines.prepare.ts';
import styles from './review-load.module.css';
import type { Behind } from './review-load-page.tsx';

type LoadHeadlinesProps = {
  overview: ReviewLoadOverview;
  onOpen: ((behind: Behind) => void) | undefined;
};

/** The page's answer in four numbers, each beside the period before. */
export function LoadHeadlines({ overview, onOpen }: LoadHeadlinesProps) {
  return (
    <dl className={styles.headlines}>
      {prepareLoadHeadlines(overview).map(({ label, value, detail }) => (
        <div key={label} className={styles.headline}>
          <dt>{label}</dt>
          <dd className={styles.value}>{value ?? <span className={styles.unknown}>–</span>}</dd>
          <dd className={styles.detail}>
            {detail}
            {label === 'Reviewed' && value !== null && onOpen !== undefined ? (
              <>
                {' '}
                <button
                  type="button"
                  className={styles.text}
                  onClick={() => onOpen({ title: 'Everything reviewed in the period' })}
                >
                  Show them
                </button>
              </>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
