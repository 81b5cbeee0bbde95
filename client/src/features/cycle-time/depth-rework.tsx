import type { Rework } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Legend } from '../../charts/legend.tsx';
import { StackChart } from '../../charts/stack-chart.tsx';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { ChartPart } from './chart-part.tsx';
import cycleStyles from './cycle-time.module.css';
import styles from './depth.module.css';
import { depthOptions } from './depth-options.ts';
import type { DepthProps } from './depth-tabs.tsx';
import { cycleSeries, prepareCycles, prepareReworkLines } from './rework.prepare.ts';
import { WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 240;
const BehindList = lazy(() => import('./behind-list.tsx').then((m) => ({ default: m.BehindList })));

/** How often work is sent back, for how long, and how it is approved (B6, B7). */
export function DepthRework({ overview }: DepthProps) {
  const { search, input } = useFilter();
  const clock = search.clock ?? 'wall';
  const query = useQuery(
    trpc.cycleTime.rework.queryOptions(
      { filter: input.filter, bucket: input.bucket, clock },
      depthOptions(overview),
    ),
  );
  const prepare = useCallback(
    (answer: Rework) => prepareCycles(answer, input.bucket),
    [input.bucket],
  );
  return (
    <div className={cycleStyles.halves}>
      <ChartPart
        title="How often is it sent back?"
        subtitle={`Cycles of a blocking review and a push, of what was merged and reviewed, in the ${input.bucket} of the merge (B6)`}
        what="Cycles"
        query={query}
        height={HEIGHT + 24}
        overview={overview}
        basis="grades"
        prepare={prepare}
        empty={nothingMerged}
        foot={() =>
          query.data === undefined ? null : (
            <p className={styles.note}>{prepare(query.data).summary}</p>
          )
        }
      >
        {(model) => (
          <>
            <div className={styles.legend}>
              <Legend
                entries={cycleSeries.map(({ label, color }) => ({ label, color, shape: 'area' }))}
              />
            </div>
            <StackChart model={model} height={HEIGHT} />
          </>
        )}
      </ChartPart>
      <Approvals query={query} />
    </div>
  );
}

function nothingMerged({ summary }: Rework) {
  if (summary === null) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  return summary.n > 0 ? null : (
    <EmptyState title="Nothing was merged in this period" height={HEIGHT}>
      <p>Rework is counted when a pull request is merged.</p>
    </EmptyState>
  );
}

function Approvals({ query }: { query: UseQueryResult<Rework, unknown> }) {
  return (
    <Widget title="Rework and approvals" subtitle="Of what was merged, beside the period before">
      <QueryView query={query} what="The rework" height={HEIGHT}>
        {(answer) =>
          answer.summary === null ? (
            <EmptyState title={WITHHELD} height={HEIGHT} />
          ) : (
            <Lines answer={answer} />
          )
        }
      </QueryView>
    </Widget>
  );
}

type Behind = 'approval-stale' | 'over-objections';

const flagged: { kind: Behind; label: string; hint: string }[] = [
  { kind: 'approval-stale', label: 'Changed after its approval', hint: 'approval_stale (B7)' },
  {
    kind: 'over-objections',
    label: 'Merged over objections',
    hint: 'merged_with_changes_requested (B7)',
  },
];

function Lines({ answer }: { answer: Rework }) {
  const maySeeEach = useMay('pull-requests.read');
  const [shown, setShown] = useState<Behind | null>(null);
  const counts = (kind: Behind, figures: Rework['summary']) =>
    kind === 'approval-stale' ? figures?.approvalStale : figures?.overObjections;
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="visually-hidden">Rework and approvals</caption>
          <thead>
            <tr>
              <th scope="col">Of what was merged</th>
              <th scope="col">Now</th>
              <th scope="col">Before</th>
            </tr>
          </thead>
          <tbody>
            {prepareReworkLines(answer).map(({ key, label, hint, now, before }) => (
              <tr key={key}>
                <th scope="row">
                  {label}
                  <span className={styles.small}>{hint}</span>
                </th>
                <td className={styles.strong}>{now}</td>
                <td>{before}</td>
              </tr>
            ))}
            {flagged.map(({ kind, label, hint }) => {
              const count = counts(kind, answer.summary) ?? 0;
              const before = counts(kind, answer.previous);
              return (
                <tr key={kind}>
                  <th scope="row">
                    {label}
                    <span className={styles.small}>{hint}</span>
                  </th>
                  <td className={styles.strong}>
                    {maySeeEach && count > 0 ? (
                      <button
                        type="button"
                        className={styles.countButton}
                        aria-expanded={shown === kind}
                        aria-label={`${label}: ${count}, list`}
                        onClick={() => setShown(shown === kind ? null : kind)}
                      >
                        {formatCount(count)}
                      </button>
                    ) : (
                      formatCount(count)
                    )}
                  </td>
                  <td>{before === undefined ? '–' : formatCount(before)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {shown === null ? null : (
        <Suspense fallback={null}>
          <BehindList behind={{ kind: shown }} />
        </Suspense>
      )}
    </>
  );
}
