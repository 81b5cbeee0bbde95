import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { IncidentTrends } from '@bellwether/shared/incidents/incident-trends.schema';
import type { RatePer } from '@bellwether/shared/incidents/incidents.terms';
import { Checkbox } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { RateChart } from '../../charts/rate-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import {
  basisOf,
  describeApart,
  describeWeights,
  perWords,
  prepareRate,
  type RateChoice,
  whyNoTrend,
} from './incident-rate.prepare.ts';
import styles from './incident-trends.module.css';
import { useIncidentSearch } from './use-incident-search.ts';

const HEIGHT = 300;

type RateWidgetProps = {
  query: UseQueryResult<IncidentTrends, unknown>;
  annotations: readonly Annotation[];
};

/** The page's first chart: are incidents becoming rarer? */
export function RateWidget({ query, annotations }: RateWidgetProps) {
  const { input } = useFilter();
  const { search } = useIncidentSearch();
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { per = 'week', by = 'severity', weighted: isWeighted = false } = search;
  const trends = query.data;
  const model = useMemo(
    () =>
      trends === undefined
        ? undefined
        : prepareRate(trends, { per, by, isWeighted }, input.bucket, annotations),
    [trends, per, by, isWeighted, input.bucket, annotations],
  );
  return (
    <Widget
      title={`Incidents ${perWords[per]}`}
      subtitle={describeChart(per, isWeighted)}
      actions={
        <ChartTools
          what="Incidents"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={prepareBasis(basisOf(trends, per), now)}
    >
      <RateSwitches choice={{ per, by, isWeighted }} />
      <QueryView query={query} what="The rate" height={HEIGHT + 40}>
        {(data) => <Drawing trends={data} model={model} isTable={isTable} />}
      </QueryView>
    </Widget>
  );
}

function describeChart(per: RatePer, isWeighted: boolean): string {
  const held = {
    week: 'Weeks of which nothing is known do not count',
    deployments: 'Deployments to production that count; a time without any has no rate',
    'pull-requests': 'Pull requests merged by people; a time without any has no rate',
  }[per];
  const weights = isWeighted ? ` ${describeWeights()}` : '';
  return `${held}. Duplicates, false alarms and drills are counted apart (B16).${weights}`;
}

function RateSwitches({ choice }: { choice: RateChoice }) {
  const { change } = useIncidentSearch();
  return (
    <div className={styles.switches}>
      <Segmented
        name="Held against"
        value={choice.per}
        isSmall
        options={[
          { value: 'week', label: 'Per week' },
          { value: 'deployments', label: 'Per 100 deployments' },
          { value: 'pull-requests', label: 'Per 1\u202f000 merges' },
        ]}
        onChange={(per) => change({ per: per === 'week' ? undefined : per })}
      />
      <Segmented
        name="Stacked by"
        value={choice.by}
        isSmall
        options={[
          { value: 'severity', label: 'Severity' },
          { value: 'service', label: 'Service' },
        ]}
        onChange={(by) => change({ by: by === 'severity' ? undefined : by })}
      />
      <Checkbox
        size="xs"
        label="Weigh by severity"
        checked={choice.isWeighted}
        onChange={(event) => change({ weighted: event.currentTarget.checked ? true : undefined })}
      />
    </div>
  );
}

type DrawingProps = {
  trends: IncidentTrends;
  model: ReturnType<typeof prepareRate> | undefined;
  isTable: boolean;
};

function Drawing({ trends, model, isTable }: DrawingProps) {
  if (model === undefined) {
    return null;
  }
  const apart = describeApart(trends);
  if (trends.whole.incidents === 0 && trends.previous.whole.incidents === 0) {
    return (
      <EmptyState title="No incident began in this period, nor in the one before" height={HEIGHT}>
        <p>{apart ?? 'Issues become incidents by the rules over their labels.'}</p>
      </EmptyState>
    );
  }
  const noTrend = whyNoTrend(model);
  const legend: LegendEntry[] = [
    ...model.series.map(({ label, color }) => ({ label, color, shape: 'area' as const })),
    ...(noTrend === null
      ? [{ label: 'Four points pooled', color: 'var(--bw-ink)', shape: 'line' as const }]
      : []),
  ];
  return (
    <>
      {isTable ? (
        <NumberTable caption={model.summary} table={model.table} />
      ) : (
        <>
          <Legend entries={legend} />
          <RateChart model={model} height={HEIGHT} />
        </>
      )}
      <p className={styles.notes}>{[noTrend, apart].filter((words) => words !== null).join(' ')}</p>
    </>
  );
}
