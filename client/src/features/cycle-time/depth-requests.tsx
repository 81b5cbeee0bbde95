import type { Turnaround } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { formatInstant } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMe } from '../../lib/use-me.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { ChartPart } from './chart-part.tsx';
import { clockWords, sayByClock } from './clock-words.prepare.ts';
import cycleStyles from './cycle-time.module.css';
import styles from './depth.module.css';
import { depthOptions } from './depth-options.ts';
import type { DepthProps } from './depth-tabs.tsx';
import { prepareReviewers, prepareTurnaround } from './turnaround.prepare.ts';
import { WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 260;

/** How long requests for a review wait for their answer (B5). */
export function DepthRequests({ overview }: DepthProps) {
  const { search, input } = useFilter();
  const clock = search.clock ?? 'work';
  const query = useQuery(
    trpc.cycleTime.turnaround.queryOptions(
      { filter: input.filter, bucket: input.bucket, clock },
      depthOptions(overview),
    ),
  );
  const prepare = useCallback(
    (answer: Turnaround) => prepareTurnaround(answer, input.bucket),
    [input.bucket],
  );
  const seesEach = query.data === undefined || query.data.reviewers !== null;
  return (
    <>
      <ChartPart
        title="How long does a request for a review wait?"
        subtitle={`From the request to that reviewer’s next review, all reviewers pooled, by the ${input.bucket} of the answer (B5); ${clockWords[clock]}${clock === 'work' ? ' of each reviewer' : ''}.`}
        what="Requests"
        query={query}
        height={HEIGHT}
        overview={overview}
        basis="waiting"
        prepare={prepare}
        empty={nothingAsked}
        foot={() => (
          <p className={styles.note}>
            {query.data === undefined ? null : prepare(query.data).summary}
          </p>
        )}
      >
        {(model) => <TrendChart model={model} height={HEIGHT} />}
      </ChartPart>
      {seesEach ? (
        <div className={`${cycleStyles.halves} ${styles.below}`}>
          <Reviewers query={query} />
          <OpenRequests query={query} />
        </div>
      ) : null}
    </>
  );
}

function nothingAsked({ summary }: Turnaround) {
  if (summary.withheld !== null) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  return summary.n === 0 && summary.censored === 0 ? (
    <EmptyState title="No review was requested in this period" height={HEIGHT}>
      <p>Requests appear here once somebody is asked for a review on GitHub.</p>
    </EmptyState>
  ) : null;
}

type PartProps = { query: UseQueryResult<Turnaround, unknown> };

function Reviewers({ query }: PartProps) {
  const seesOwnAlone = useMe()?.seesOwnPullRequestsAlone === true;
  return (
    <Widget
      title={seesOwnAlone ? 'Your own requests' : 'By reviewer'}
      subtitle={
        seesOwnAlone
          ? 'Nobody else’s are shown to you, and yours to nobody but your leads.'
          : 'By name, to see whom to unburden. Few answers say little about a person.'
      }
    >
      <QueryView query={query} what="The reviewers" height={200}>
        {(answer) =>
          (answer.reviewers ?? []).length === 0 ? (
            <EmptyState title="Nobody was asked" height={200} />
          ) : (
            <NumberTable
              caption="How long requests waited, by reviewer"
              table={prepareReviewers(answer)}
            />
          )
        }
      </QueryView>
    </Widget>
  );
}

function OpenRequests({ query }: PartProps) {
  const open = useOpenPullRequest();
  const { data } = query;
  return (
    <Widget
      title="Unanswered now"
      subtitle={
        data === undefined
          ? 'Longest wait first'
          : `${data.openTotal ?? 0} without an answer, longest wait first`
      }
    >
      <QueryView query={query} what="The open requests" height={200}>
        {(answer) =>
          (answer.open ?? []).length === 0 ? (
            <EmptyState title="Every request has its answer" height={200} />
          ) : (
            <ul className={cycleStyles.list}>
              {(answer.open ?? []).map((item) => (
                <li key={`${item.id} ${item.reviewer} ${item.requestedAt}`}>
                  <button type="button" className={cycleStyles.row} onClick={() => open(item.id)}>
                    <span className={cycleStyles.rowTitle} dir="auto">
                      {item.title.slice(0, 200)}
                    </span>
                    <span className={cycleStyles.rowWait}>
                      {sayByClock(item.waitedSeconds, answer.clock)}
                    </span>
                    <span className={cycleStyles.rowPlace}>
                      {item.repository} #{item.number}, asked{' '}
                      {formatInstant(item.requestedAt, { zone: answer.zone, now: answer.now })}
                    </span>
                    <span className={cycleStyles.rowWhy}>{item.reviewer}</span>
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
