import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDay } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { addDays, countFilters, readPeriod } from '../../shell/filter/filter.prepare.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { EmptyState } from '../../ui/states.tsx';

type NothingInPeriodProps = {
  height: number;
  /** Another widget beside this one already offers the step. */
  isBrief?: boolean;
};

/** Why a chart is empty, and the step that fills it: read, widen the filters, or go where the data is. */
export function NothingInPeriod({ height, isBrief = false }: NothingInPeriodProps) {
  const { search, today, change } = useFilter();
  const choices = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data;
  const { from, to } = readPeriod(search, today);
  const lastDay = choices?.lastDay ?? null;
  if (isBrief) {
    return (
      <EmptyState title="Nothing in this period" height={height}>
        <p>It fills together with the line over time.</p>
      </EmptyState>
    );
  }
  if (choices !== undefined && lastDay === null) {
    return (
      <EmptyState title="No pull request has arrived yet" height={height}>
        <p>
          The first ones appear here while GitHub is being read.{' '}
          <Link to="/sync">See how far it is</Link>.
        </p>
      </EmptyState>
    );
  }
  if (lastDay !== null && (lastDay < from || (choices?.firstDay ?? from) >= to)) {
    const end = addDays(lastDay, 1);
    return (
      <EmptyState
        title="Nothing happened in this period"
        height={height}
        action={
          <Button
            size="xs"
            variant="default"
            onClick={() => change({ from: addDays(end, -180), to: end, period: undefined })}
          >
            Show the 180 days up to {formatDay(lastDay)}
          </Button>
        }
      >
        <p>The latest pull request that is stored moved on {formatDay(lastDay)}.</p>
      </EmptyState>
    );
  }
  const isNarrowed = countFilters(search) > 0;
  return (
    <EmptyState
      title="Nothing finished in this period"
      height={height}
      action={
        isNarrowed ? (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              change({ repositories: undefined, authors: undefined, branches: undefined })
            }
          >
            Take the filters off
          </Button>
        ) : (
          <Button
            size="xs"
            variant="default"
            onClick={() => change({ period: '1y', from: undefined, to: undefined })}
          >
            Show the last year
          </Button>
        )
      }
    >
      <p>A pull request counts here once the measured stretch has ended.</p>
    </EmptyState>
  );
}
