import type {
  ReviewLoadOverview,
  ReviewPatterns,
} from '@bellwether/shared/review-load/review-load.schema';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { FlowChart } from '../../charts/flow-chart.tsx';
import { HeatChart } from '../../charts/heat-chart.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareFlows } from './flows.prepare.ts';
import { prepareHours } from './hours.prepare.ts';
import { namedKeys } from './load-bars.prepare.ts';
import { WITHHELD } from './load-words.prepare.ts';
import { NothingReviewed } from './nothing-reviewed.tsx';
import styles from './review-load.module.css';
import type { Behind } from './review-load-page.tsx';
import { useLoadBasis } from './use-load-basis.ts';

const HEIGHT = 300;

type PatternsProps = {
  overview: ReviewLoadOverview | undefined;
  onOpen: ((behind: Behind) => void) | undefined;
};

/** Who reviews whom, and when reviews are done. */
export function Patterns({ overview, onOpen }: PatternsProps) {
  const { input } = useFilter();
  const { filter, bucket } = input;
  const query = useQuery(
    trpc.reviewLoad.patterns.queryOptions(
      { filter, bucket },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <div className={styles.halves}>
      <Flows query={query} overview={overview} onOpen={onOpen} />
      <Hours query={query} overview={overview} />
    </div>
  );
}

type PartProps = {
  query: UseQueryResult<ReviewPatterns, unknown>;
  overview: ReviewLoadOverview | undefined;
};

function Flows({ query, overview, onOpen }: PartProps & Pick<PatternsProps, 'onOpen'>) {
  const [isTable, setTable] = useState(false);
  const coloured = useMemo(() => (overview === undefined ? [] : namedKeys(overview)), [overview]);
  const model = useMemo(
    () => (query.data === undefined ? null : prepareFlows(query.data, coloured)),
    [query.data, coloured],
  );
  const height = Math.max(
    HEIGHT,
    Math.max(model?.sources.length ?? 0, model?.targets.length ?? 0) * 26,
  );
  return (
    <Widget
      title="Who reviews whom"
      subtitle="Pull requests by author (left) and whoever reviewed them (right)"
      actions={
        <ChartTools
          what="Flows"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={useLoadBasis(overview, 'reviews')}
    >
      <QueryView query={query} what="The flows" height={HEIGHT}>
        {({ flows, people }) => {
          if (model === null || flows === null) {
            return <EmptyState title="Single people are not shown to your role" height={HEIGHT} />;
          }
          if (flows.length === 0) {
            return <NothingReviewed height={HEIGHT} />;
          }
          return isTable ? (
            <NumberTable caption={model.summary} table={model.table} />
          ) : (
            <>
              <FlowChart model={model} height={height} />
              {onOpen === undefined ? null : (
                <p className={`${styles.hint} ${styles.below}`}>
                  Lists by author:{' '}
                  {people
                    .filter(({ key, name }) => name !== null && key !== 'machines')
                    .map(({ key, name }, index) => (
                      <span key={key}>
                        {index === 0 ? '' : ', '}
                        <button
                          type="button"
                          className={styles.text}
                          onClick={() => onOpen({ author: key, title: `Written by ${name}` })}
                        >
                          {name}
                        </button>
                      </span>
                    ))}
                </p>
              )}
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}

function Hours({ query, overview }: PartProps) {
  const [isTable, setTable] = useState(false);
  const [whose, setWhose] = useState<'all' | 'own'>('all');
  const own = query.data?.ownHours ?? null;
  const week = whose === 'own' ? own : (query.data?.hours ?? null);
  const model = useMemo(() => (week === null ? undefined : prepareHours(week)), [week]);
  return (
    <Widget
      title="When reviews are done"
      subtitle="Reviews by weekday and hour, each by the clock of whoever reviewed"
      actions={
        <>
          {own === null ? null : (
            <Segmented
              name="Whose reviews"
              isSmall
              value={whose}
              options={[
                { value: 'all', label: 'All' },
                { value: 'own', label: 'Yours' },
              ]}
              onChange={setWhose}
            />
          )}
          <ChartTools
            what="Hours"
            isTable={isTable}
            onToggle={() => setTable(!isTable)}
            table={model?.table}
          />
        </>
      }
      basis={useLoadBasis(overview, 'reviews')}
    >
      <QueryView query={query} what="The hours" height={HEIGHT}>
        {() => {
          if (model === undefined || week === null) {
            return <EmptyState title={WITHHELD} height={HEIGHT} />;
          }
          if (week.flat().every((count) => count === 0)) {
            return <NothingReviewed height={HEIGHT} />;
          }
          return isTable ? (
            <NumberTable caption={model.summary} table={model.table} />
          ) : (
            <>
              <HeatChart model={model} height={HEIGHT} />
              <p className={styles.hint}>{model.summary}</p>
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}
