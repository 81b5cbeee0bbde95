import type { InterventionsOverview } from '@bellwether/shared/interventions/interventions.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { emptyText, InterventionForm } from './intervention-form.tsx';
import styles from './interventions.module.css';
import { refreshInterventions } from './refresh-interventions.ts';
import { VerdictBadge } from './verdict-badge.tsx';
import { sayOutcome, verdictOf } from './verdict-words.prepare.ts';
import { sayWindows } from './windows-words.prepare.ts';

/** Did it help? What was changed on purpose, each with what came of it. */
export function InterventionsPage() {
  const query = useQuery(trpc.interventions.overview.queryOptions());
  const [isAdding, setAdding] = useState(false);
  const overview = query.data;
  const mayAdd =
    overview?.mayWrite === true && (overview.mayWriteForEverybody || overview.teams.length > 0);
  return (
    <Page
      title="Did it help?"
      lead="What was changed on purpose, and what the weeks before and after say of it."
    >
      {isAdding && overview !== undefined ? (
        <NewIntervention overview={overview} onDone={() => setAdding(false)} />
      ) : null}
      <Widget
        title="What was changed"
        subtitle="Latest first. The verdict stands on the 95 % interval of the shift alone."
        actions={
          mayAdd && !isAdding ? (
            <Button size="xs" onClick={() => setAdding(true)}>
              Write down a change
            </Button>
          ) : undefined
        }
      >
        <QueryView query={query} what="The list" height={240}>
          {(data) => <List overview={data} mayAdd={mayAdd} />}
        </QueryView>
      </Widget>
    </Page>
  );
}

function NewIntervention({
  overview,
  onDone,
}: {
  overview: InterventionsOverview;
  onDone: () => void;
}) {
  const navigate = useNavigate();
  const create = useMutation(
    trpc.interventions.create.mutationOptions({
      onSuccess: async ({ interventionId }) => {
        await refreshInterventions();
        onDone();
        await navigate({ to: '/interventions/$interventionId', params: { interventionId } });
      },
    }),
  );
  return (
    <Widget
      title="Write down a change"
      subtitle="It is marked on the charts from its day on, and compared as soon as a whole week is over."
    >
      <InterventionForm
        start={emptyText(overview, overview.now.slice(0, 10))}
        choices={overview}
        submitLabel="Write it down"
        isPending={create.isPending}
        error={create.error}
        onSubmit={(text) => create.mutate(text)}
        onCancel={onDone}
      />
    </Widget>
  );
}

function List({ overview, mayAdd }: { overview: InterventionsOverview; mayAdd: boolean }) {
  if (overview.items.length === 0) {
    return (
      <EmptyState title="Nothing was written down yet" height={240}>
        <p>
          {mayAdd
            ? 'Write down what your team changed on purpose, and when: a new way to review, a rotation, a faster CI. From the first whole week on it is compared with the weeks before.'
            : 'Leads and admins write down here what was changed on purpose, and when.'}
        </p>
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {overview.items.map((item) => (
        <Item key={item.intervention.id} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: InterventionsOverview['items'][number] }) {
  const { intervention, outcome, windows } = item;
  const { id, title, team, startedOn, createdBy, repositories, origin } = intervention;
  const by =
    origin === 'sample' ? 'part of the sample team’s story' : `written down by ${createdBy}`;
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <Link
          className={styles.itemTitle}
          to="/interventions/$interventionId"
          params={{ interventionId: id }}
        >
          <span dir="auto">{title}</span>
        </Link>
        {outcome === null ? null : <VerdictBadge verdict={verdictOf(outcome)} />}
      </div>
      <p>{outcome === null ? sayWindows(windows) : `${sayOutcome(outcome)}.`}</p>
      <p className={styles.hint}>
        From {formatDay(startedOn)} · {team?.name ?? 'everybody'}
        {repositories.length === 0 ? '' : ` · ${repositories.map(({ name }) => name).join(', ')}`} ·{' '}
        {by}
      </p>
    </li>
  );
}
