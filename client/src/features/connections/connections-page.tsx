import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ConnectionPanel } from './connection-panel.tsx';

/** Where does the data come from? */
export function ConnectionsPage() {
  const query = useQuery(trpc.connections.list.queryOptions());
  return (
    <Page
      title="Where does the data come from?"
      lead="Tokens and keys are kept encrypted and never shown again; removing a connection removes what was read through it."
      isNarrow
    >
      <QueryView query={query} what="The connections" height={320}>
        {(connections) =>
          connections.length === 0 ? (
            <EmptyState
              title="Nothing is connected"
              height={240}
              action={<ButtonLink to="/welcome">Choose where to begin</ButtonLink>}
            >
              <p>Connect GitHub, or look at the sample team.</p>
            </EmptyState>
          ) : (
            <div style={{ display: 'grid', gap: 16 }}>
              <div>
                <ButtonLink
                  to="/welcome"
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden="true" />}
                >
                  Connect another
                </ButtonLink>
              </div>
              {connections.map((connection) => (
                <ConnectionPanel key={connection.id} connection={connection} />
              ))}
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
