import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { durationNames } from '@bellwether/shared/incidents/entered-instants.rules';
import {
  type IncidentDuration,
  incidentDurations,
} from '@bellwether/shared/incidents/incident-durations.metric';
import type { IncidentTrends } from '@bellwether/shared/incidents/incident-trends.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useMay } from '../../lib/use-me.ts';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import {
  describeEnds,
  describeMissing,
  prepareDurations,
  prepareSeverityRows,
} from './incident-durations.prepare.ts';
import styles from './incident-trends.module.css';
import { useIncidentSearch } from './use-incident-search.ts';

const HEIGHT = 260;

const legend: LegendEntry[] = [
  { label: 'Median', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'Median to p90', color: 'var(--bw-band)', shape: 'area' },
  { label: 'One each, where fewer than 5', color: 'var(--bw-accent)', shape: 'dot' },
];

type DurationsWidgetProps = {
  query: UseQueryResult<IncidentTrends, unknown>;
  annotations: readonly Annotation[];
};

/** Are they becoming shorter? */
export function DurationsWidget({ query, annotations }: DurationsWidgetProps) {
  const { input } = useFilter();
  const [chosen, setChosen] = useState<IncidentDuration>('restore');
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const trends = query.data;
  const trend = trends?.durations.find(({ duration }) => duration === chosen);
  const model = useMemo(
    () =>
      trends === undefined || trend === undefined
        ? undefined
        : prepareDurations(trends, trend, input.bucket, annotations),
    [trends, trend, input.bucket, annotations],
  );
  return (
    <Widget
      title={durationNames[chosen]}
      subtitle={
        chosen === 'declared-to-resolved'
          ? `${describeEnds(chosen)} This is no time to restore, and never stands in for it: the impact began before somebody declared it.`
          : describeEnds(chosen)
      }
      actions={
        <ChartTools
          what="Durations"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={prepareBasis(trends?.basis.incidents, now)}
    >
      <div className={styles.switches}>
        <OneChoice<IncidentDuration>
          name="Duration"
          value={chosen}
          options={incidentDurations.map((value) => ({ value, label: durationNames[value] }))}
          onChange={setChosen}
        />
      </div>
      <QueryView query={query} what="The durations" height={HEIGHT + 40}>
        {() =>
          trend === undefined || model === undefined ? null : (
            <>
              <Missing trend={trend} />
              {trend.whole.n === 0 ? (
                <NotKnown duration={chosen} />
              ) : (
                <div className={styles.durations}>
                  <div>
                    {isTable ? (
                      <NumberTable caption={model.summary} table={model.table} />
                    ) : (
                      <>
                        <Legend entries={legend} />
                        <TrendChart model={model} height={HEIGHT} />
                      </>
                    )}
                  </div>
                  <BySeverity trend={trend} />
                </div>
              )}
            </>
          )
        }
      </QueryView>
    </Widget>
  );
}

type TrendProps = { trend: IncidentTrends['durations'][number] };

/** How many have no such duration, plainly, with the list of them. */
function Missing({ trend }: TrendProps) {
  const { change } = useIncidentSearch();
  const words = describeMissing(trend);
  if (words === null) {
    return null;
  }
  return (
    <p className={styles.missing}>
      {words}{' '}
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          change({ part: `without-${trend.duration}`, severity: undefined });
          document.getElementById('incidents-behind')?.scrollIntoView({ block: 'start' });
        }}
      >
        Show them
      </button>
    </p>
  );
}

/** Nothing to draw: which step fills it. */
function NotKnown({ duration }: { duration: IncidentDuration }) {
  const mayEnter = useMay('incidents.instants');
  return (
    <EmptyState title={`${durationNames[duration]} is not known of any`} height={HEIGHT - 60}>
      <p>
        An issue tells when it was opened and closed, and nothing of when the impact began or was
        noticed.{' '}
        {mayEnter
          ? 'Open an incident of the list below and enter it'
          : 'A lead can enter it on an incident of the list below'}
        , or have another system send it to <code>POST /api/v1/incidents</code>.
      </p>
    </EmptyState>
  );
}

function BySeverity({ trend }: TrendProps) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>By severity</caption>
      <thead>
        <tr>
          <th scope="col">Severity</th>
          <th scope="col">n</th>
          <th scope="col">Median</th>
          <th scope="col">p90</th>
        </tr>
      </thead>
      <tbody>
        {prepareSeverityRows(trend).map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            <td>{row.n}</td>
            {row.median === null ? (
              <td colSpan={2} title="Fewer than 5: each of them">
                {row.each}
              </td>
            ) : (
              <>
                <td>{row.median}</td>
                <td>{row.p90}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
