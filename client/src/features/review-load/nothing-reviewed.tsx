import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { countFilters } from '../../shell/filter/filter.prepare.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { EmptyState } from '../../ui/states.tsx';

/** Why there is nothing, and the step that fills it. */
export function NothingReviewed({ height }: { height: number }) {
  const { search, change } = useFilter();
  const isNarrowed = countFilters(search) > 0;
  return (
    <EmptyState
      title="Nothing was reviewed in this period"
      height={height}
      action={
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            isNarrowed
              ? change({
                  ...{ repositories: undefined, authors: undefined },
                  ...{ branches: undefined, teams: undefined },
                })
              : change({ period: '1y', from: undefined, to: undefined })
          }
        >
          {isNarrowed ? 'Take the filters off' : 'Show the last year'}
        </Button>
      }
    >
      <p>
        A review counts on the day on which it was submitted. While GitHub is being read, more may
        come: <Link to="/sync">see how far it is</Link>.
      </p>
    </EmptyState>
  );
}
