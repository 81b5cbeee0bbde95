import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { Button } from '@mantine/core';
import { IconBrandGithub, IconUsersGroup } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ChooseRepositories } from './choose-repositories.tsx';
import { ConnectForm } from './connect-form.tsx';
import styles from './connections.module.css';
import { RightsList } from './rights-list.tsx';

/** Where to begin: two doors, then the repositories of the one that was taken. */
export function WelcomePage() {
  const { connection: connectionId } = useSearch({ from: '/welcome' });
  const connections = useQuery(trpc.connections.list.queryOptions()).data ?? [];
  const connection = connections.find((c) => c.id === connectionId && c.kind === 'token');
  return connection === undefined ? (
    <TwoDoors hasSample={connections.some((c) => c.kind === 'sample')} />
  ) : (
    <Repositories connection={connection} />
  );
}

function TwoDoors({ hasSample }: { hasSample: boolean }) {
  const navigate = useNavigate();
  return (
    <Page
      title="Where does your team’s time go?"
      lead="Bellwether reads pull requests, reviews and deployments, keeps them here, and explains every number it shows."
      isNarrow
    >
      <div className={styles.doors}>
        <section className={styles.door} aria-labelledby="door-github">
          <div className={styles.doorHead}>
            <IconBrandGithub size={24} stroke={1.5} aria-hidden="true" />
            <h2 id="door-github">Connect GitHub</h2>
            <p>
              Reads with a token of yours, changes nothing, and keeps it encrypted on this machine.
            </p>
          </div>
          <ConnectForm
            onConnected={(id) => void navigate({ to: '/welcome', search: { connection: id } })}
          />
        </section>
        <SampleDoor hasSample={hasSample} />
      </div>
    </Page>
  );
}

function SampleDoor({ hasSample }: { hasSample: boolean }) {
  const navigate = useNavigate();
  const start = useMutation(
    trpc.connections.startSample.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries();
        await navigate({ to: '/sync' });
      },
    }),
  );
  return (
    <section className={styles.door} aria-labelledby="door-sample">
      <div className={styles.doorHead}>
        <IconUsersGroup size={24} stroke={1.5} aria-hidden="true" />
        <h2 id="door-sample">Explore a sample team</h2>
        <p>
          Nine made-up people over nine months, with a turn for the better in the middle. One click
          removes it.
        </p>
      </div>
      {start.isError ? (
        <Notice tone="bad">
          {readAppError(start.error).message} {readAppError(start.error).remedy}
        </Notice>
      ) : null}
      <div className={styles.spread}>
        {hasSample ? (
          <ButtonLink to="/cycle-time" variant="default">
            Back to the sample team
          </ButtonLink>
        ) : (
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
            Explore the sample team
          </Button>
        )}
      </div>
    </section>
  );
}

function Repositories({ connection }: { connection: ConnectionSummary }) {
  const { rights } = connection;
  return (
    <Page
      title={`Connected${connection.login === null ? '' : ` as ${connection.login}`}. What should be read?`}
      lead="The token was checked and stored; it will not be shown again."
      isNarrow
    >
      {rights === null ? null : (
        <section className={styles.panel} aria-labelledby="rights-heading">
          <h2 id="rights-heading" className={styles.panelTitle}>
            What this token may read
          </h2>
          <RightsList rights={rights} />
        </section>
      )}
      <ChooseRepositories connection={connection} />
    </Page>
  );
}
