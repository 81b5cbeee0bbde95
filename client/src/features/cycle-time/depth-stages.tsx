import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { Durations, StageTrends } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { TrendModel } from '../../charts/chart.types.ts';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useSingles } from '../../shell/filter/use-singles.ts';
import { EmptyState } from '../../ui/states.tsx';
import { ChartPart } from './chart-part.tsx';
import { clockWords } from './clock-words.prepare.ts';
import styles from './depth.module.css';
import { depthOptions } from './depth-options.ts';
import type { DepthProps } from './depth-tabs.tsx';
import { hasTooFew, prepareTrend, sayDuration } from './trend.prepare.ts';
import { countOfOrWithheld, WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 148;

const order = [
  'coding',
  'pickup',
  'first-response',
  'review',
  'merge-wait',
  'merge-to-production',
] as const;

/** Every stage at once, each by its own clock: a median, its upper quarter, and the period before. */
export function DepthStages({ overview }: DepthProps) {
  const { search, input } = useFilter();
  const query = useQuery(
    trpc.cycleTime.stageTrends.queryOptions(
      { filter: input.filter, bucket: input.bucket, clock: search.clock },
      depthOptions(overview),
    ),
  );
  return (
    <div className={styles.multiples}>
      {order.map((metric) => (
        <Stage key={metric} metric={metric} query={query} overview={overview} />
      ))}
    </div>
  );
}

type StageProps = {
  metric: (typeof order)[number];
  query: UseQueryResult<StageTrends, unknown>;
  overview: CycleTimeOverview | undefined;
};

function Stage({ metric, query, overview }: StageProps) {
  const { input } = useFilter();
  const terms = durationTerms[metric];
  const part = metric === 'review' || metric === 'merge-wait' ? 'stages' : 'list';
  const isTold = overview?.quality.basis[part].level !== 'insufficient';
  const stage = query.data?.stages.find((one) => one.metric === metric);
  const dots = useSingles(
    { ...input, metric, clock: stage?.clock ?? input.clock },
    hasTooFew(stage?.buckets ?? []),
  );
  const prepare = useCallback(
    (answer: StageTrends): TrendModel => {
      const own = find(answer, metric);
      return prepareTrend(asOverview(own, answer, overview), input.bucket, dots);
    },
    [metric, overview, input.bucket, dots],
  );
  return (
    <ChartPart
      title={terms.label}
      subtitle={`${isTold ? describe(stage) : ''} By ${terms.bucketedBy} (${terms.rule}).`}
      what={terms.label}
      query={query}
      height={HEIGHT}
      overview={overview}
      basis={part}
      prepare={prepare}
      empty={(answer) => nothingOf(find(answer, metric), metric)}
    >
      {(model) => <TrendChart model={model} height={HEIGHT} />}
    </ChartPart>
  );
}

function find(answer: StageTrends, metric: string): Durations {
  const found = answer.stages.find((one) => one.metric === metric);
  if (found === undefined) {
    throw new Error(`no stage ${metric}`);
  }
  return found;
}

/** A stage in the shape of the page's own line. */
function asOverview(
  stage: Durations,
  { zone, now }: StageTrends,
  overview: CycleTimeOverview | undefined,
) {
  return {
    ...{ zone, now, metric: stage.metric, clock: stage.clock },
    ...{ buckets: stage.buckets, summary: stage.summary, previous: stage.previous },
    annotations: overview?.annotations ?? [],
  };
}

function describe(stage: Durations | undefined): string {
  if (stage === undefined) {
    return '';
  }
  const { summary, previous, clock } = stage;
  if (summary.p50 === null) {
    return `${countOfOrWithheld(summary.n, 'pull request')}.`;
  }
  const say = sayDuration({ clock });
  const before = previous.summary.p50 === null ? '' : `, was ${say(previous.summary.p50)}`;
  return `Median ${say(summary.p50)}${before}, ${clockWords[clock]}, n\u00a0=\u00a0${summary.n}.`;
}

function nothingOf({ summary }: Durations, metric: string) {
  if (summary.n === null) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  return summary.n > 0 ? null : (
    <EmptyState title="Nothing ended here in this period" height={HEIGHT}>
      <p>
        {metric === 'merge-to-production'
          ? 'It needs deployments to production: connect them under “What counts as a deployment”.'
          : 'Choose a longer period or fewer filters.'}
      </p>
    </EmptyState>
  );
}
