import type { ReviewerSuggestion } from '@bellwether/shared/review-load/review-load.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './review-load.module.css';

const SHOWN = 5;

const factors = [
  { key: 'knows', label: 'Knows the area' },
  { key: 'room', label: 'Has room' },
  { key: 'atWork', label: 'Is at work' },
  { key: 'spreads', label: 'Spreads knowledge' },
] as const;

/** Who could review a pull request, why, and one click that has GitHub ask them. */
export function SuggestReviewers({ pullRequestId }: { pullRequestId: string }) {
  const query = useQuery(trpc.reviewLoad.suggest.queryOptions({ pullRequestId }));
  return (
    <section aria-label="Suggested reviewers">
      <QueryView query={query} what="Suggestions" height={120}>
        {({ why, areas, suggestions }) => {
          if (why !== null) {
            return <EmptyState title={`Nobody can be asked: ${why}`} height={64} />;
          }
          if (suggestions.length === 0) {
            return (
              <EmptyState title="Nobody to suggest" height={96}>
                <p>
                  Nobody of your teams has reviewed or written in this repository within a year.
                </p>
              </EmptyState>
            );
          }
          return (
            <>
              <p className={styles.hint}>
                {areas.length === 0 ? 'No file is known' : `In ${areas.slice(0, 4).join(', ')}`}.
                The four factors, each from 0 to 1, are multiplied.
              </p>
              <ul className={styles.rows}>
                {suggestions.slice(0, SHOWN).map((one) => (
                  <Suggestion key={one.key} one={one} pullRequestId={pullRequestId} />
                ))}
              </ul>
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

type SuggestionProps = { one: ReviewerSuggestion; pullRequestId: string };

function Suggestion({ one, pullRequestId }: SuggestionProps) {
  const ask = useMutation(
    // What reading it again finds reaches the page by itself; the sentence below stays until then.
    trpc.reviewLoad.requestReview.mutationOptions(),
  );
  const isAsked = one.isAsked || ask.isSuccess;
  return (
    <li>
      <div className={styles.line}>
        <span className={styles.strong} dir="auto">
          {one.name} <span className={styles.hint}>@{one.login}</span>
          {one.isAway ? <span className={styles.alarm}> away</span> : null}
        </span>
        <Button
          size="xs"
          variant="default"
          loading={ask.isPending}
          disabled={isAsked}
          aria-label={isAsked ? `${one.name} is asked` : `Ask ${one.name} for a review`}
          onClick={() => ask.mutate({ pullRequestId, login: one.login })}
        >
          {isAsked ? 'Asked' : 'Ask for a review'}
        </Button>
      </div>
      <div className={styles.factors}>
        {factors.map(({ key, label }) => (
          <div key={key} className={styles.factor}>
            {label} <strong>{one[key].value.toFixed(2)}</strong>
            <span className={styles.meter} aria-hidden="true">
              <span style={{ width: `${Math.round(one[key].value * 100)}%` }} />
            </span>
            {one[key].evidence}
          </div>
        ))}
      </div>
      {ask.isError ? (
        <Notice tone="bad">
          {readAppError(ask.error).message} {readAppError(ask.error).remedy}
        </Notice>
      ) : null}
      {ask.isSuccess ? (
        <Notice tone="info">
          GitHub has asked {one.name}. The pull request is being read again.
        </Notice>
      ) : null}
    </li>
  );
}
