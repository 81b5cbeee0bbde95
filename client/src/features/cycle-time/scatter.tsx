import type {
  CycleTimeOverview,
  Scatter as ScatterAnswer,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { useComputedColorScheme } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ScatterModel } from '../../charts/chart.types.ts';
import { Legend } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { ScatterChart } from '../../charts/scatter-chart.tsx';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './cycle-time.module.css';
import { NothingInPeriod } from './nothing-in-period.tsx';
import { prepareScatter } from './scatter.prepare.ts';
import { useBasis } from './use-basis.ts';

const HEIGHT = 296;

type ScatterProps = {
  query: UseQueryResult<ScatterAnswer, unknown>;
  overview: CycleTimeOverview | undefined;
};

/** Every pull request as itself: which ones stand out? */
export function Scatter({ query, overview }: ScatterProps) {
  const { search, input, change } = useFilter();
  const [isTable, setTable] = useState(false);
  const scale = search.scale ?? 'log';
  const basis = useBasis(overview, 'metric');
  const { data } = query;
  const model = useMemo(() => {
    const now = overview?.now ?? new Date().toISOString();
    const { metric, clock, zone } = overview ?? { ...input, zone: 'UTC' };
    const frame = { metric, clock, zone, now };
    return data === undefined ? undefined : prepareScatter(data, input.filter, scale, frame);
  }, [data, overview, input, scale]);
  return (
    <Widget
      title="Each pull request"
      subtitle={describe(query.data)}
      basis={basis}
      actions={
        <>
          <Segmented
            name="Scale"
            isSmall
            value={scale}
            options={[
              { value: 'log', label: 'Log' },
              { value: 'linear', label: 'Linear' },
            ]}
            onChange={(next) => change({ scale: next === 'log' ? undefined : next })}
          />
          <ChartTools
            what="Dots"
            isTable={isTable}
            onToggle={() => setTable(!isTable)}
            table={model?.table}
          />
        </>
      }
    >
      <QueryView query={query} what="The dots" height={HEIGHT + 24}>
        {() => <Drawing model={model} isTable={isTable} />}
      </QueryView>
    </Widget>
  );
}

type DrawingProps = { model: ScatterModel | undefined; isTable: boolean };

function Drawing({ model, isTable }: DrawingProps) {
  const open = useOpenPullRequest();
  const colorScheme = useComputedColorScheme();
  if (model === undefined) {
    return null;
  }
  if (model.points.length === 0) {
    return <NothingInPeriod height={HEIGHT + 24} isBrief />;
  }
  if (isTable) {
    return <NumberTable caption={model.summary} table={model.table} />;
  }
  return (
    <>
      <div className={styles.legendRow}>
        <Legend
          entries={[
            {
              label: 'Pull request, larger with more lines',
              color: 'var(--bw-accent)',
              shape: 'dot',
            },
            { label: 'Unreviewed', color: 'var(--bw-grade-unreviewed)', shape: 'dot' },
          ]}
        />
      </div>
      <ScatterChart model={model} height={HEIGHT} colorScheme={colorScheme} onOpen={open} />
    </>
  );
}

function describe(scatter: ScatterAnswer | undefined): string {
  if (scatter === undefined) {
    return 'One dot each; click one to see how its time was spent.';
  }
  const count =
    scatter.dots.length < scatter.total
      ? `${formatCount(scatter.dots.length)} of ${formatCountOf(scatter.total, 'pull request')}, all the slowest among them`
      : formatCountOf(scatter.total, 'pull request');
  return `${count}. Click one to see how its time was spent.`;
}
