import type {
  CycleTimeOverview,
  ReviewCoverage,
  ReviewCoverageItem,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { StackModel } from '../../charts/chart.types.ts';
import { NumberTable } from '../../charts/number-table.tsx';
import { StackChart } from '../../charts/stack-chart.tsx';
import { formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './cycle-time.module.css';
import {
  describeUnreviewed,
  grades,
  prepareCoverage,
  prepareGradeRows,
} from './review-coverage.prepare.ts';
import { useBasis } from './use-basis.ts';
import { WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 192;
const WHOLE = HEIGHT + 160;
const SHOWN = 100;

type CoverageProps = {
  query: UseQueryResult<ReviewCoverage, unknown>;
  overview: CycleTimeOverview | undefined;
};

/** How what was merged had been reviewed, grade by grade. */
export function Coverage({ query, overview }: CoverageProps) {
  const [isTable, setTable] = useState(false);
  const basis = useBasis(overview, 'grades');
  const { input } = useFilter();
  const { data } = query;
  const model = useMemo(() => {
    const now = overview?.now ?? new Date().toISOString();
    const frame = { size: input.bucket, zone: overview?.zone ?? 'UTC', now };
    return data === undefined ? undefined : prepareCoverage(data, frame);
  }, [data, overview, input.bucket]);
  return (
    <Widget
      title="How was it reviewed?"
      subtitle="Share of the merged pull requests by grade of review, in the bucket of the merge (B11)"
      actions={
        <ChartTools
          what="Grades"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={basis}
    >
      <QueryView query={query} what="The grades" height={WHOLE}>
        {(coverage) => <Drawing coverage={coverage} model={model} isTable={isTable} />}
      </QueryView>
    </Widget>
  );
}

type DrawingProps = {
  coverage: ReviewCoverage;
  model: StackModel | undefined;
  isTable: boolean;
};

function Drawing({ coverage, model, isTable }: DrawingProps) {
  if (coverage.merged === null) {
    return <EmptyState title={WITHHELD} height={WHOLE} />;
  }
  if (coverage.merged === 0) {
    return (
      <EmptyState title="Nothing was merged in this period" height={WHOLE}>
        <p>A pull request is graded when it is merged.</p>
      </EmptyState>
    );
  }
  if (model === undefined) {
    return null;
  }
  if (isTable) {
    return <NumberTable caption={model.summary} table={model.table} />;
  }
  return (
    <>
      <StackChart model={model} height={HEIGHT} />
      <table className={styles.stageTable}>
        <caption className="visually-hidden">Merged pull requests by grade of review</caption>
        <thead>
          <tr>
            <th scope="col">Grade</th>
            <th scope="col">Merged</th>
            <th scope="col">Before</th>
          </tr>
        </thead>
        <tbody>
          {prepareGradeRows(coverage).map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <span className={styles.swatch} style={{ background: row.color }} />
                {row.label}
              </th>
              <td>{row.now}</td>
              <td>{row.before}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Which ones went in without a review, latest first. */
export function Unreviewed({ query, overview }: CoverageProps) {
  const basis = useBasis(overview, 'grades');
  const items = query.data?.items ?? [];
  return (
    <Widget
      title="Unreviewed and emergencies"
      isList={items.length > 0}
      basis={basis}
      subtitle={
        query.data === undefined ? 'Latest first' : `Latest first. ${describeUnreviewed(items)}`
      }
    >
      <QueryView query={query} what="The list" height={WHOLE}>
        {(coverage) =>
          items.length === 0 ? (
            <NoUnreviewed merged={coverage.merged} />
          ) : (
            <ul className={styles.list} style={{ maxHeight: WHOLE }}>
              {items.slice(0, SHOWN).map((item) => (
                <UnreviewedRow key={item.id} item={item} overview={overview} />
              ))}
              {items.length > SHOWN ? (
                <li className={styles.rowPlace}>
                  and {formatCountOf(items.length - SHOWN, 'older one')}
                </li>
              ) : null}
            </ul>
          )
        }
      </QueryView>
    </Widget>
  );
}

function NoUnreviewed({ merged }: { merged: number | null }) {
  return merged === 0 ? (
    <EmptyState title="Nothing was merged in this period" height={WHOLE} />
  ) : (
    <EmptyState title="Nothing went in unreviewed" height={WHOLE}>
      <p>
        Somebody besides the author looked at every pull request that was merged in this period.
      </p>
    </EmptyState>
  );
}

type RowProps = { item: ReviewCoverageItem; overview: CycleTimeOverview | undefined };

function UnreviewedRow({ item, overview }: RowProps) {
  const open = useOpenPullRequest();
  const grade = grades.find((g) => g.key === item.reviewGrade);
  return (
    <li>
      <button type="button" className={styles.row} onClick={() => open(item.id)}>
        <span className={styles.rowTitle} dir="auto">
          {item.title.slice(0, 200)}
        </span>
        <span className={styles.rowWait}>{formatCountOf(item.size, 'line')}</span>
        <span className={styles.rowPlace}>
          {item.repository} #{item.number} by {item.author ?? 'deleted account'},{' '}
          {formatInstant(item.mergedAt, { zone: overview?.zone, now: overview?.now })}
        </span>
        <span className={styles.rowWhy}>
          <span className={styles.swatch} style={{ background: grade?.color }} />
          {grade?.label}
          {item.hasPostMergeReview ? ', reviewed after' : ''}
        </span>
      </button>
    </li>
  );
}
