import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { TableTwin } from '../../charts/chart.types.ts';
import { NumberTable } from '../../charts/number-table.tsx';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import { useBasis } from './use-basis.ts';

type ChartPartProps<T, M extends { summary: string; table: TableTwin }> = {
  title: string;
  subtitle: ReactNode;
  /** What is drawn, for the names of the buttons and for the sentences of its states: `Curve`. */
  what: string;
  query: UseQueryResult<T, unknown>;
  height: number;
  overview: CycleTimeOverview | undefined;
  basis: keyof CycleTimeOverview['quality']['basis'];
  /** Chosen beside the tools. */
  actions?: ReactNode;
  prepare: (data: T) => M;
  /** Says that there is nothing to draw; null: there is. */
  empty: (data: T) => ReactNode;
  /** Below the drawing and below the table. */
  foot?: (data: T) => ReactNode;
  children: (model: M) => ReactNode;
};

/** One chart of the page's depth with all of its states: loading, error, empty, insufficient, drawing and table. */
export function ChartPart<T, M extends { summary: string; table: TableTwin }>(
  props: ChartPartProps<T, M>,
) {
  const { query, what, height, prepare } = props;
  const [isTable, setTable] = useState(false);
  const basis = useBasis(props.overview, props.basis);
  const { data } = query;
  const model = useMemo(() => (data === undefined ? undefined : prepare(data)), [data, prepare]);
  return (
    <Widget
      title={props.title}
      subtitle={props.subtitle}
      basis={basis}
      actions={
        <>
          {props.actions}
          <ChartTools
            what={what}
            isTable={isTable}
            onToggle={() => setTable(!isTable)}
            table={model?.table}
          />
        </>
      }
    >
      <QueryView query={query} what={`The ${what.toLowerCase()}`} height={height}>
        {(answer) => {
          const nothing = props.empty(answer);
          if (nothing !== null || model === undefined) {
            return nothing;
          }
          return (
            <>
              {isTable ? (
                <NumberTable caption={model.summary} table={model.table} />
              ) : (
                props.children(model)
              )}
              {props.foot?.(answer)}
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}
