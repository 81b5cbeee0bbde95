import type { TeamsOverview } from '@bellwether/shared/people/teams.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { useNow } from '../../lib/use-now.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { describeImport, findTeams } from './people.prepare.ts';
import { TeamPanel } from './team-panel.tsx';
import { refreshPeople } from './use-people.ts';

export function TeamsTab() {
  const query = useQuery(trpc.people.teams.list.queryOptions());
  return (
    <QueryView query={query} what="The teams" height={480}>
      {(overview) => <Teams overview={overview} />}
    </QueryView>
  );
}

function Teams({ overview }: { overview: TeamsOverview }) {
  const [typed, setTyped] = useState('');
  const mayWrite = useMay('people.write');
  const found = findTeams(overview.teams, typed);
  return (
    <div className={styles.stack}>
      <Imports overview={overview} />
      <div className={styles.bar}>
        <TextInput
          type="search"
          aria-label="Find teams"
          placeholder="Team or member"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className={styles.search}
        />
        {mayWrite ? <NewTeam /> : null}
      </div>
      {overview.teams.length === 0 ? (
        <EmptyState title="No team is known yet" height={200}>
          <p>
            GitHub’s teams come when the token may read them. You can also name a team of your own
            and choose its people.
          </p>
        </EmptyState>
      ) : null}
      {overview.teams.length > 0 && found.length === 0 ? (
        <p className={styles.hint}>No team of that name.</p>
      ) : null}
      {found.map((team) => (
        <TeamPanel key={team.id} team={team} repositories={overview.repositories} />
      ))}
    </div>
  );
}

function Imports({ overview }: { overview: TeamsOverview }) {
  const now = useNow(60_000);
  const mayWrite = useMay('people.write');
  const request = useMutation(
    trpc.people.teams.request.mutationOptions({ onSuccess: refreshPeople }),
  );
  const again = (
    <Button
      size="xs"
      variant="default"
      loading={request.isPending}
      onClick={() => request.mutate()}
    >
      Read again
    </Button>
  );
  return (
    <>
      {overview.imports.map((read, index) => (
        <Notice
          key={`${read.organization} ${read.error?.code ?? ''}`}
          tone={read.error === null ? 'info' : 'warn'}
          action={index === 0 && mayWrite ? again : undefined}
        >
          {describeImport(read, new Date(now).toISOString())}
        </Notice>
      ))}
      {request.isSuccess ? (
        <p className={styles.hint} role="status">
          Asked for. The list is renewed when the page is looked at again.
        </p>
      ) : null}
      <Failure errors={[request.error]} />
    </>
  );
}

function NewTeam() {
  const [name, setName] = useState('');
  const create = useMutation(
    trpc.people.teams.create.mutationOptions({
      onSuccess: async () => {
        setName('');
        await refreshPeople();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        aria-label="Name of a new team"
        placeholder="Name a team of your own"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={name.trim() === ''}
        loading={create.isPending}
      >
        Add team
      </Button>
      <Failure errors={[create.error]} />
    </form>
  );
}
