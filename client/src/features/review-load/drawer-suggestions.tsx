import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../lib/use-me.ts';
import { LoadingState } from '../../ui/states.tsx';
import styles from './review-load.module.css';

const SuggestReviewers = lazy(() =>
  import('./suggest-reviewers.tsx').then((m) => ({ default: m.SuggestReviewers })),
);

/** In the drawer of an open pull request: who could review it, asked for when it is wanted. */
export function DrawerSuggestions({ pullRequest }: Pick<PullRequestDetail, 'pullRequest'>) {
  const [isOpen, setOpen] = useState(false);
  const mayAsk = useMay('review-requests.write');
  if (!mayAsk || pullRequest.state !== 'open') {
    return null;
  }
  return (
    <div>
      <button
        type="button"
        className={styles.text}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Suggest reviewers
      </button>
      {isOpen ? (
        <Suspense fallback={<LoadingState height={120} label="Suggestions: loading" />}>
          <SuggestReviewers pullRequestId={pullRequest.id} />
        </Suspense>
      ) : null}
    </div>
  );
}
