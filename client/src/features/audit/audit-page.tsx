import { actionGroups } from '@bellwether/shared/audit/action-words';
import { type AuditFilter, auditOutcomes } from '@bellwether/shared/audit/audit.schema';
import { TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useNow } from '../../lib/use-now.ts';
import { ListFoot } from '../../ui/list-foot.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import styles from './audit.module.css';
import { prepareAuditRow } from './audit.prepare.ts';
import { auditCsvAddress, readFilter } from './audit-filter.ts';
import { AuditRows } from './audit-rows.tsx';

const HEIGHT = 480;

const outcomes = [
  { value: '', label: 'Any outcome' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
] as const;

/** Who changed what? Every change with its before and after, newest first; nothing in it can be altered. */
export function AuditPage() {
  const filter = readFilter(useSearch({ strict: false }));
  return (
    <Page
      title="Who changed what?"
      lead="Every change and every refused one, newest first. The database lets nobody alter or remove a line, and secrets are never in it."
    >
      <FilterBar filter={filter} />
      <AuditList filter={filter} />
    </Page>
  );
}

function FilterBar({ filter }: { filter: AuditFilter }) {
  const navigate = useNavigate();
  const change = (next: Partial<AuditFilter>) => {
    const { search, action, outcome, from, to } = { ...filter, ...next };
    void navigate({
      to: '/audit',
      search: {
        search: search || undefined,
        action: action || undefined,
        outcome: outcome ?? undefined,
        from: from ?? undefined,
        to: to ?? undefined,
      },
      replace: true,
    });
  };
  return (
    <search className={styles.bar}>
      <TextInput
        size="xs"
        className={styles.search}
        aria-label="Search the log"
        placeholder="Name, address, what changed …"
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        defaultValue={filter.search}
        onChange={(event) => change({ search: event.currentTarget.value })}
      />
      <OneChoice
        name="What was done"
        value={filter.action}
        options={actionGroups}
        onChange={(action) => change({ action })}
      />
      <OneChoice
        name="Outcome"
        value={filter.outcome ?? ''}
        options={outcomes}
        onChange={(value) =>
          change({ outcome: auditOutcomes.find((outcome) => outcome === value) ?? null })
        }
      />
      <DayInput label="From" value={filter.from} onChange={(from) => change({ from })} />
      <DayInput label="Before" value={filter.to} onChange={(to) => change({ to })} />
      <a className={styles.download} href={auditCsvAddress(filter)} download="audit.csv">
        <IconDownload size={14} aria-hidden="true" /> CSV
      </a>
    </search>
  );
}

type DayInputProps = {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
};

function DayInput({ label, value, onChange }: DayInputProps) {
  return (
    <label className={styles.day}>
      {label}
      <input
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    </label>
  );
}

function AuditList({ filter }: { filter: AuditFilter }) {
  const now = new Date(useNow(60_000)).toISOString();
  const query = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { filter, limit: 50 },
      {
        initialCursor: null,
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
      },
    ),
  );
  if (query.data === undefined) {
    return query.isError ? (
      <ErrorState
        error={query.error}
        what="The audit log"
        height={HEIGHT}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <LoadingState height={HEIGHT} label="The audit log: loading" />
    );
  }
  const rows = query.data.pages
    .flatMap(({ events }) => events)
    .map((event) => prepareAuditRow(event, now));
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing was found" height={HEIGHT}>
        Take a word or a day out of the choice above. Changes appear here as they are made.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Audit log" aria-busy={query.isFetching}>
      <AuditRows rows={rows} />
      <ListFoot
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      >
        {query.hasNextPage
          ? `The newest ${formatCount(rows.length)}`
          : `All ${formatCount(rows.length)}`}
      </ListFoot>
    </section>
  );
}
