import type { ReviewLoadOverview } from '@bellwether/shared/review-load/review-load.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { BarList } from '../../charts/bar-list.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareLoadBars } from './load-bars.prepare.ts';
import { WITHHELD } from './load-words.prepare.ts';
import { NothingReviewed } from './nothing-reviewed.tsx';
import styles from './review-load.module.css';
import type { Behind } from './review-load-page.tsx';
import { useLoadBasis } from './use-load-basis.ts';

const HEIGHT = 340;

type LoadIndexProps = {
  query: UseQueryResult<ReviewLoadOverview, unknown>;
  onOpen: ((behind: Behind) => void) | undefined;
};

/** Everybody's load against the fair share: by name, never by rank. */
export function LoadIndex({ query, onOpen }: LoadIndexProps) {
  const [isTable, setTable] = useState(false);
  const model = useMemo(
    () => (query.data === undefined ? null : prepareLoadBars(query.data)),
    [query.data],
  );
  return (
    <Widget
      title="Load against the fair share"
      subtitle="Share of the estimated minutes over the share of the days that somebody was there; 1 is fair. By name, not by rank."
      actions={
        <ChartTools
          what="Load"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={useLoadBasis(query.data, 'reviews')}
    >
      <QueryView query={query} what="The load" height={HEIGHT}>
        {(overview) => <Drawing overview={overview} isTable={isTable} onOpen={onOpen} />}
      </QueryView>
    </Widget>
  );
}

type DrawingProps = {
  overview: ReviewLoadOverview;
  isTable: boolean;
  onOpen: LoadIndexProps['onOpen'];
};

function Drawing({ overview, isTable, onOpen }: DrawingProps) {
  const model = useMemo(() => prepareLoadBars(overview), [overview]);
  if (model === null) {
    return (
      <EmptyState title="Nobody’s own load is shown to your role" height={HEIGHT}>
        <p>The numbers above and the line beside say how evenly the reviews are spread.</p>
      </EmptyState>
    );
  }
  if (overview.summary.withheld !== null && model.rows.length === 0) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  if (overview.summary.pullRequests === 0) {
    return <NothingReviewed height={HEIGHT} />;
  }
  if (isTable) {
    return <NumberTable caption={model.summary} table={model.table} />;
  }
  return (
    <>
      <p className={styles.legend}>
        <span>
          <span className={styles.dash} aria-hidden="true" />
          Fair share
        </span>
        <span>
          <span className={styles.tick} aria-hidden="true" />
          Period before
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="Load by person">
        <BarList
          model={model}
          {...(onOpen === undefined
            ? {}
            : {
                onOpen: (key: string) =>
                  onOpen({
                    reviewer: key,
                    title: `Reviewed by ${model.rows.find((row) => row.key === key)?.label ?? ''}`,
                  }),
              })}
        />
      </section>
    </>
  );
}
