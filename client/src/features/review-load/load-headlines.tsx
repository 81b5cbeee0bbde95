import type { ReviewLoadOverview } from '@bellwether/shared/review-load/review-load.schema';
import { Detail, Headline, Headlines } from '../../ui/headlines.tsx';
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
    <Headlines>
      {prepareLoadHeadlines(overview).map(({ label, value, detail }) => (
        <Headline key={label} label={label} value={value}>
          <Detail>{detail}</Detail>
          {label === 'Reviewed' && value !== null && onOpen !== undefined ? (
            <Detail>
              <button
                type="button"
                className={styles.text}
                onClick={() => onOpen({ title: 'Everything reviewed in the period' })}
              >
                Show them
              </button>
            </Detail>
          ) : null}
        </Headline>
      ))}
    </Headlines>
  );
}
