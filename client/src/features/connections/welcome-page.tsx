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
import { ConnectDoor } from './connect-door.tsx';
import styles from './connections.module.css';
import { type Doors, prepareDoors } from './connections.prepare.ts';
import { RightsList } from './rights-list.tsx';

const sampleGoes = 'The sample team goes when the first repository of your own is added.';

/** Where to begin: two doors, then the repositories of the one that was taken. */
export function WelcomePage() {
  const { connection: connectionId } = useSearch({ from: '/welcome' });
  const connections = useQuery(trpc.connections.list.queryOptions()).data ?? [];
  const connection = connections.find((c) => c.id === connectionId && c.kind === 'token');
  return connection === undefined ? (
    <TwoDoors doors={prepareDoors(connections)} />
  ) : (
    <Repositories connection={connection} hasSample={prepareDoors(connections).hasSample} />
  );
}

function TwoDoors({ doors }: { doors: Doors }) {
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
              Reads with a token of yours or a GitHub App, changes nothing, and keeps its secret
              encrypted on this machine.
              {doors.hasSample ? ` ${sampleGoes}` : ''}
            </p>
          </div>
          <ConnectDoor
            onConnected={(id) => void navigate({ to: '/welcome', search: { connection: id } })}
            onAppConnected={() => void navigate({ to: '/connections' })}
          />
        </section>
        <SampleDoor doors={doors} />
      </div>
    </Page>
  );
}

function SampleDoor({ doors }: { doors: Doors }) {
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
        {doors.hasSample ? (
          <ButtonLink to="/cycle-time" variant="default">
            Back to the sample team
          </ButtonLink>
        ) : (
          <StartSample doors={doors} isPending={start.isPending} onStart={() => start.mutate()} />
        )}
      </div>
    </section>
  );
}

type StartSampleProps = { doors: Doors; isPending: boolean; onStart: () => void };

function StartSample({ doors, isPending, onStart }: StartSampleProps) {
  const isClosed = doors.whyNoSample !== null;
  return (
    <>
      {isClosed ? (
        <p id="why-no-sample" className={`${styles.hint} ${styles.why}`}>
          {doors.whyNoSample}
        </p>
      ) : null}
      <Button
        variant="default"
        disabled={isClosed}
        aria-describedby={isClosed ? 'why-no-sample' : undefined}
        loading={isPending}
        onClick={onStart}
      >
        Explore the sample team
      </Button>
    </>
  );
}

type RepositoriesProps = { connection: ConnectionSummary; hasSample: boolean };

function Repositories({ connection, hasSample }: RepositoriesProps) {
  const { rights } = connection;
  return (
    <Page
      title={`Connected${connection.login === null ? '' : ` as ${connection.login}`}. What should be read?`}
      lead={`The token was checked and stored; it will not be shown again.${hasSample ? ` ${sampleGoes}` : ''}`}
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
