import type {
  ReviewLoadOverview,
  WhatIf as WhatIfAnswer,
} from '@bellwether/shared/review-load/review-load.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { callName } from './load-words.prepare.ts';
import styles from './review-load.module.css';
import { useLoadBasis } from './use-load-basis.ts';
import {
  sayInterval,
  sayMedian,
  sayOthers,
  sayProjected,
  sayTrainees,
  tabulateWhatIf,
} from './what-if.prepare.ts';

const HEIGHT = 260;
const spans = [
  { value: '5', label: '5 days' },
  { value: '14', label: '2 weeks' },
  { value: '28', label: '4 weeks' },
  { value: '91', label: '3 months' },
] as const;
type Span = (typeof spans)[number]['value'];

/** What an absence would cost, area by area, and who could learn to stand in. */
export function WhatIf({ overview }: { overview: ReviewLoadOverview | undefined }) {
  const { input } = useFilter();
  const [chosen, setChosen] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('14');
  const people = (overview?.people ?? []).filter(({ name }) => name !== null);
  const person = people.find(({ key }) => key === chosen) ?? null;
  const query = useQuery(
    trpc.reviewLoad.whatIf.queryOptions(
      { filter: input.filter, person: person?.key ?? '-', days: Number(span) },
      { enabled: person !== null, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Widget
      title="What if somebody is away?"
      subtitle="Of the first reviews that they gave in the period, the next reviewer’s time is taken; where nobody else reviewed, a time drawn from the others’. Median of all hours, with the 80 % interval of 400 redraws. People would rearrange themselves: take it as a warning, not a forecast."
      actions={
        <ChartTools
          what="Projection"
          table={
            person === null || query.data === undefined ? undefined : tabulateWhatIf(query.data)
          }
        />
      }
      isList
      basis={useLoadBasis(overview, 'reviews')}
    >
      <div className={styles.form}>
        <OneChoice
          name="Who"
          value={person?.key ?? ''}
          options={[
            { value: '', label: 'Choose a person' },
            ...people.map((one) => ({ value: one.key, label: callName(one) })),
          ]}
          onChange={(key) => setChosen(key === '' ? null : key)}
        />
        <OneChoice name="For how long" value={span} options={spans} onChange={setSpan} />
      </div>
      {person === null ? (
        <EmptyState title="Nobody is chosen" height={120}>
          <p>Choose a person to see what waits longer without them, and who could learn it.</p>
        </EmptyState>
      ) : (
        <QueryView query={query} what="The projection" height={HEIGHT}>
          {(answer) => <Answer answer={answer} />}
        </QueryView>
      )}
    </Widget>
  );
}

function Answer({ answer }: { answer: WhatIfAnswer }) {
  const { person, areas, days, expectedFirstReviews, openRequests } = answer;
  const name = callName(person);
  if (areas.length === 0) {
    return (
      <EmptyState title={`${name} gave no first review in the period`} height={HEIGHT}>
        <p>Without one, nothing would have been picked up later.</p>
      </EmptyState>
    );
  }
  const alone = areas.filter(({ othersLeft }) => othersLeft === 0);
  return (
    <>
      <p>
        In {formatCountOf(days, 'day')}, about {formatCount(Math.round(expectedFirstReviews))} pull
        requests would need another first reviewer than {name};{' '}
        {formatCountOf(openRequests, 'request')} {openRequests === 1 ? 'waits' : 'wait'} on them
        now.
        {alone.length === 0
          ? ''
          : ` Nobody else gave first reviews in ${alone.map((area) => area.name).join(', ')}.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="Areas without them">
        <table className={styles.table}>
          <caption className="visually-hidden">
            Median time to the first review per area, with and without {name}
          </caption>
          <thead>
            <tr>
              <th scope="col">Area</th>
              <th scope="col">First reviews</th>
              <th scope="col">Theirs</th>
              <th scope="col">Others left</th>
              <th scope="col">Median now</th>
              <th scope="col">Without them</th>
              <th scope="col" className={styles.words}>
                Could be trained
              </th>
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <AreaRow key={area.key} area={area} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function AreaRow({ area }: { area: WhatIfAnswer['areas'][number] }) {
  return (
    <tr>
      <th scope="row" dir="auto">
        {area.name}
        <span className={styles.place}>{area.repository}</span>
      </th>
      <td>{formatCount(area.n)}</td>
      <td>{formatCount(area.byPerson)}</td>
      <td className={area.othersLeft === 0 ? styles.alarm : undefined}>{sayOthers(area)}</td>
      <td>{sayMedian(area)}</td>
      <td>
        {sayProjected(area)}
        <span className={styles.place}>{sayInterval(area)}</span>
      </td>
      <td className={styles.words}>{sayTrainees(area)}</td>
    </tr>
  );
}
