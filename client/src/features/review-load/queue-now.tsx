import type {
  QueueItem,
  QueueOfPerson,
  ReviewLoadOverview,
  ReviewQueue,
} from '@bellwether/shared/review-load/review-load.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { callName, effortWords } from './load-words.prepare.ts';
import { cutWords, openWords, sayOpen } from './queue-words.prepare.ts';
import styles from './review-load.module.css';
import { useLoadBasis } from './use-load-basis.ts';

const SuggestReviewers = lazy(() =>
  import('./suggest-reviewers.tsx').then((m) => ({ default: m.SuggestReviewers })),
);

const HEIGHT = 200;
const SHOWN = 50;

/** What waits on whom right now, and for what nobody was asked. */
export function QueueNow({ overview }: { overview: ReviewLoadOverview | undefined }) {
  const { input } = useFilter();
  const { repositories, authors, baseBranches, labels, teams } = input.filter;
  const query = useQuery(
    trpc.reviewLoad.queue.queryOptions(
      { repositories, authors, baseBranches, labels, teams },
      { placeholderData: keepPreviousData, refetchInterval: 120_000 },
    ),
  );
  return (
    <Widget
      title="Queue now"
      subtitle={`Open requests for a review, whatever the period. Ages in the working time of whoever is asked (B5).${sayOpen(query.data)}`}
      isList={(query.data?.people?.length ?? 0) > 0}
      basis={useLoadBasis(overview, 'queue')}
    >
      <QueryView query={query} what="The queue" height={HEIGHT}>
        {(queue) => <Lists queue={queue} />}
      </QueryView>
    </Widget>
  );
}

function Lists({ queue }: { queue: ReviewQueue }) {
  const { people, unasked, sight } = queue;
  const cut = cutWords(queue);
  if (people === null || unasked === null) {
    return (
      <EmptyState title={openWords(queue)} height={HEIGHT}>
        <p>On whom they wait is not shown to your role.</p>
      </EmptyState>
    );
  }
  if (people.length + unasked.length === 0) {
    return (
      <EmptyState
        title={sight === 'own' ? 'Nothing waits on you' : 'Nobody is waited for'}
        height={HEIGHT}
      >
        <p>
          {sight === 'own'
            ? 'When you are asked for a review, it appears here. On whom else requests wait is not shown to your role.'
            : 'An open pull request appears here when somebody is asked for a review.'}
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      {cut === null ? null : <p className={styles.hint}>{cut}</p>}
      <ul className={styles.rows}>
        {people.map((person) => (
          <PersonQueue key={person.key} person={person} />
        ))}
        {unasked.length === 0 ? null : <Unasked items={unasked} />}
      </ul>
    </>
  );
}

function PersonQueue({ person }: { person: QueueOfPerson }) {
  const [isOpen, setOpen] = useState(false);
  const name = person.key === 'others' ? 'People outside your teams' : callName(person);
  return (
    <li>
      <div className={styles.line}>
        <button
          type="button"
          className={`${styles.text} ${styles.strong}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {person.isTeam ? `Team ${name}` : name}
        </button>
        <span>
          {formatCountOf(person.open, 'request')}, {effortWords(person.minutes)}; oldest{' '}
          {formatWorkDuration(person.oldestWorkSeconds)} of working time
        </span>
      </div>
      {person.presence === '' ? null : <p className={styles.hint}>{person.presence}</p>}
      {isOpen ? (
        <ul className={styles.inner}>
          {person.items.slice(0, SHOWN).map((item) => (
            <ItemRow
              key={item.id}
              item={item}
              waited={`${formatWorkDuration(item.workSeconds)} of working time, ${formatDuration(item.wallSeconds)} in all`}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Unasked({ items }: { items: NonNullable<ReviewQueue['unasked']> }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <div className={styles.line}>
        <button
          type="button"
          className={`${styles.text} ${styles.strong}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Nobody was asked
        </button>
        <span>{formatCount(items.length)} ready without a review</span>
      </div>
      {isOpen ? (
        <ul className={styles.inner}>
          {items.slice(0, SHOWN).map((item) => (
            <ItemRow
              key={item.id}
              item={item}
              waited={`${formatDuration(item.wallSeconds)} in all`}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

type ItemRowProps = { item: Omit<QueueItem, 'workSeconds'>; waited: string };

function ItemRow({ item, waited }: ItemRowProps) {
  const [isAsking, setAsking] = useState(false);
  const mayAsk = useMay('review-requests.write');
  const open = useOpenPullRequest();
  return (
    <li>
      <div className={styles.line}>
        <button type="button" className={styles.text} dir="auto" onClick={() => open(item.id)}>
          {item.title.slice(0, 200)}
        </button>
        {mayAsk ? (
          <button
            type="button"
            className={styles.text}
            aria-expanded={isAsking}
            aria-label={`Suggest reviewers for ${item.repository} #${item.number}`}
            onClick={() => setAsking(!isAsking)}
          >
            Suggest reviewers
          </button>
        ) : null}
      </div>
      <p className={styles.hint}>
        {item.repository} #{item.number} by {item.author ?? 'deleted account'}; waits {waited};{' '}
        {formatCountOf(item.size, 'line')}
      </p>
      {isAsking ? (
        <Suspense fallback={<LoadingState height={120} label="Suggestions: loading" />}>
          <SuggestReviewers pullRequestId={item.id} />
        </Suspense>
      ) : null}
    </li>
  );
}
