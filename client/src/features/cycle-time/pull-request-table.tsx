import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { listOf, word } from '../../lib/read-fields.rules.ts';
import { trpc } from '../../lib/trpc.ts';
import { useStoredState } from '../../lib/use-stored-state.ts';
import { exportAddress } from '../../shell/filter/filter.prepare.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ManyChoice } from '../../ui/many-choice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import {
  chooseColumns,
  type SortKey,
  tableColumns,
  usualColumns,
} from './pull-request-columns.prepare.ts';
import { PullRequestRows } from './pull-request-rows.tsx';
import styles from './pull-request-table.module.css';
import { useBasis } from './use-basis.ts';
import { usePullRequestList } from './use-pull-request-list.ts';

const HEIGHT = 520;
const readColumns = listOf(word, 100);
const columnChoices = tableColumns.map((column) => ({ value: column.id, label: column.header }));

/** The pull requests behind the charts, as fast as a spreadsheet. */
export function PullRequestTable({ overview }: { overview: CycleTimeOverview | undefined }) {
  const zone = overview?.zone;
  const basis = useBasis(overview, 'list');
  const { input } = useFilter();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const [by, setBy] = useState<'mergedAt' | 'createdAt'>('mergedAt');
  const [sort, setSort] = useState<{ key: SortKey; direction: 'asc' | 'desc' }>({
    key: 'mergedAt',
    direction: 'desc',
  });
  const [chosen, setChosen] = useStoredState('bellwether-columns', readColumns, [...usualColumns]);
  const list = usePullRequestList({
    filter: input.filter,
    by,
    search,
    sort: sort.key,
    direction: sort.direction,
  });
  const total = list.total;
  return (
    <Widget
      title="Pull requests"
      isList={total !== 0}
      basis={basis}
      subtitle={
        total === null
          ? 'Looking…'
          : `${formatCountOf(total, 'pull request')}. Choose one to see how its time was spent.`
      }
    >
      <div className={styles.tools}>
        <TextInput
          className={styles.search}
          aria-label="Search pull requests"
          placeholder="Title, number, author or repository"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Segmented
          name="In the period"
          value={by}
          options={[
            { value: 'mergedAt', label: 'Merged then' },
            { value: 'createdAt', label: 'Opened then' },
          ]}
          onChange={setBy}
        />
        <ManyChoice
          name="Columns"
          summary="Columns"
          options={columnChoices}
          chosen={chosen}
          onChange={(ids) => setChosen(ids.length === 0 ? [...usualColumns] : ids)}
          clearLabel="The usual columns"
        />
        <ExportLink by={by} search={search.trim()} />
      </div>
      {list.query.isError ? (
        <ErrorState
          error={list.query.error}
          what="The table"
          height={HEIGHT}
          onRetry={() => void list.query.refetch()}
        />
      ) : null}
      {list.query.isPending ? <LoadingState height={HEIGHT} label="The table: loading" /> : null}
      {total === 0 ? (
        <EmptyState title="No pull request fits" height={HEIGHT}>
          <p>
            {search === ''
              ? 'Nothing falls into this period with these filters: choose a longer one above.'
              : 'Search for fewer words, or for a number without the #.'}
          </p>
        </EmptyState>
      ) : null}
      {total === null || total === 0 ? null : (
        <PullRequestRows
          items={list.items}
          total={total}
          columns={chooseColumns(chosen)}
          sort={sort}
          zone={zone}
          onSort={(key) =>
            setSort((before) => ({
              key,
              direction: before.key === key && before.direction === 'desc' ? 'asc' : 'desc',
            }))
          }
          onNearEnd={() => {
            if (list.query.hasNextPage && !list.query.isFetchingNextPage) {
              void list.query.fetchNextPage();
            }
          }}
        />
      )}
    </Widget>
  );
}

type ExportLinkProps = { by: 'mergedAt' | 'createdAt'; search: string };

function ExportLink({ by, search }: ExportLinkProps) {
  const { input } = useFilter();
  const choices = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data?.repositories ?? [];
  const chosen = choices.filter((r) => input.filter.repositories.includes(r.id));
  const names = chosen.map((r) => r.repository);
  return (
    <Button
      component="a"
      variant="default"
      download="pull-requests.csv"
      href={exportAddress(input, names, { by, search })}
      leftSection={<IconDownload size={16} aria-hidden="true" />}
    >
      CSV
    </Button>
  );
}
