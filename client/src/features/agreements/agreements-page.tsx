import type { AgreementsOverview } from '@bellwether/shared/agreements/agreements.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { AgreementWidget } from './agreement-widget.tsx';
import styles from './agreements.module.css';
import { refreshAgreements } from './refresh-agreements.ts';

const AgreementForm = lazy(() =>
  import('./agreement-form.tsx').then((m) => ({ default: m.AgreementForm })),
);

/** Do we keep what we agreed on? */
export function AgreementsPage() {
  const query = useQuery(
    trpc.agreements.overview.queryOptions(undefined, { refetchInterval: 120_000 }),
  );
  return (
    <Page
      title="Do we keep what we agreed on?"
      lead="A team sets its own targets. Each wait counts in the week in which it began, so that none is lost while it waits; what waits beyond the time is a breach already."
    >
      <QueryView query={query} what="The agreements" height={480}>
        {(overview) => <Agreements overview={overview} />}
      </QueryView>
    </Page>
  );
}

function Agreements({ overview }: { overview: AgreementsOverview }) {
  const { items, teams } = overview;
  const running = items.filter(({ agreement }) => agreement.endsOn === null);
  const ended = items.filter(({ agreement }) => agreement.endsOn !== null);
  return (
    <div className={styles.page}>
      {teams.length === 0 ? null : <NewAgreement overview={overview} />}
      {running.length === 0 ? (
        <EmptyState title="Nothing is agreed on yet" height={200}>
          <p>
            {teams.length === 0
              ? 'A lead agrees on something with the team: for example that 85 % are picked up within 4 working hours.'
              : 'Begin with one: for example that 85 % are picked up within 4 working hours. Before you agree, you see how it would have gone.'}
          </p>
        </EmptyState>
      ) : (
        running.map((item) => (
          <AgreementWidget key={item.agreement.id} item={item} overview={overview} />
        ))
      )}
      {ended.length === 0 ? null : (
        <details className={styles.ended}>
          <summary>Ended ({ended.length})</summary>
          <div className={styles.page}>
            {ended.map((item) => (
              <AgreementWidget key={item.agreement.id} item={item} overview={overview} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function NewAgreement({ overview }: { overview: AgreementsOverview }) {
  const [isOpen, setOpen] = useState(false);
  const create = useMutation(
    trpc.agreements.create.mutationOptions({
      onSuccess: async () => {
        await refreshAgreements();
        setOpen(false);
      },
    }),
  );
  if (!isOpen) {
    return (
      <div>
        <Button size="xs" onClick={() => setOpen(true)}>
          Agree on something
        </Button>
      </div>
    );
  }
  return (
    <Suspense fallback={<LoadingState height={420} label="The form: loading" />}>
      <AgreementForm
        overview={overview}
        agreement={null}
        isPending={create.isPending}
        error={create.error}
        onSubmit={(text) => create.mutate(text)}
        onCancel={() => setOpen(false)}
      />
    </Suspense>
  );
}
