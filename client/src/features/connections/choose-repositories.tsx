import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './connections.module.css';
import { historyChoices, prepareChoices } from './connections.prepare.ts';
import { RepositoryChoices } from './repository-choices.tsx';

/** Which repositories to read, and how far back; then it begins. */
export function ChooseRepositories({ connection }: { connection: ConnectionSummary }) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [chosen, setChosen] = useState<string[]>([]);
  const [history, setHistory] = useState('12');
  const navigate = useNavigate();
  const available = useQuery(
    trpc.connections.availableRepositories.queryOptions(
      { connectionId: connection.id, search },
      { placeholderData: keepPreviousData },
    ),
  );
  const add = useMutation(
    trpc.connections.addRepositories.mutationOptions({
      onSuccess: async (result) => {
        await queryClient.invalidateQueries();
        setChosen(result.refused.map((refusal) => refusal.repository));
        if (result.refused.length === 0) {
          await navigate({ to: '/sync' });
        }
      },
    }),
  );
  const months = historyChoices.find((choice) => choice.value === history)?.months ?? null;
  const toggle = (repository: string) =>
    setChosen((before) =>
      before.includes(repository)
        ? before.filter((r) => r !== repository)
        : [...before, repository],
    );
  return (
    <section className={styles.panel} aria-labelledby="choose-heading">
      <h2 id="choose-heading" className={styles.panelTitle}>
        Which repositories?
      </h2>
      <TextInput
        aria-label="Search repositories, or type any owner/name"
        placeholder="Search, or type any owner/name"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <QueryView query={available} what="The repositories" height={324}>
        {(data) => (
          <>
            <RepositoryChoices
              choices={prepareChoices(data.repositories, typed.trim(), Date.now())}
              chosen={chosen}
              onToggle={toggle}
            />
            {data.truncated ? (
              <p className={styles.hint}>
                There are more: search to find them, or type the whole name.
              </p>
            ) : null}
          </>
        )}
      </QueryView>
      {chosen.length === 0 ? null : <p className={styles.hint}>Chosen: {chosen.join(', ')}</p>}
      <div className={styles.row}>
        <span className={styles.label}>How far back?</span>
        <Segmented
          name="How far back"
          value={history}
          options={historyChoices}
          onChange={setHistory}
        />
        <Button
          className={styles.end}
          disabled={chosen.length === 0}
          loading={add.isPending}
          onClick={() =>
            add.mutate({ connectionId: connection.id, repositories: chosen, historyMonths: months })
          }
        >
          {chosen.length === 0
            ? 'Choose at least one'
            : `Read ${formatCountOf(chosen.length, 'repository', 'repositories')}`}
        </Button>
      </div>
      {add.data?.refused.map((refusal) => (
        <Notice key={refusal.repository} tone="bad">
          {refusal.repository}: {refusal.reason}
        </Notice>
      ))}
      {add.data !== undefined && add.data.added.length > 0 ? (
        <Notice tone="info" action={<Link to="/sync">See how far it is</Link>}>
          Reading {add.data.added.join(', ')}.
        </Notice>
      ) : null}
      {add.isError ? (
        <Notice tone="bad">
          {readAppError(add.error).message} {readAppError(add.error).remedy}
        </Notice>
      ) : null}
    </section>
  );
}
