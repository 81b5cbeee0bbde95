import type { SyncOverview } from '@bellwether/shared/sync-status/sync-status.schema';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../lib/use-me.ts';
import { useNow } from '../../lib/use-now.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { JobsSection } from './jobs-section.tsx';
import { PointsSection } from './points-section.tsx';
import { RepositoryTable } from './repository-table.tsx';
import styles from './sync-status.module.css';
import { hasData } from './sync-status.prepare.ts';
import { useLiveOverview } from './use-live-overview.ts';
import { Verdict } from './verdict.tsx';
import { WebhookSection } from './webhook-section.tsx';

/** Can I trust these numbers? */
export function SyncStatusPage() {
  const query = useLiveOverview();
  const now = useNow(10_000);
  const mayConnect = useMay('connections.write');
  return (
    <Page title="Can I trust these numbers?">
      <QueryView query={query} what="The state of the data" height={480}>
        {({ repositories }) =>
          repositories.length === 0 ? (
            <EmptyState
              title="No repository is being read"
              height={320}
              action={
                mayConnect ? (
                  <ButtonLink to="/welcome" size="xs">
                    Choose where to begin
                  </ButtonLink>
                ) : undefined
              }
            >
              <p>
                {mayConnect
                  ? 'Connect GitHub and choose repositories, or look at the sample team.'
                  : 'An admin of Bellwether connects GitHub, and chooses the repositories.'}
              </p>
            </EmptyState>
          ) : (
            <Answer repositories={repositories} now={now} />
          )
        }
      </QueryView>
    </Page>
  );
}

type AnswerProps = { repositories: SyncOverview['repositories']; now: number };

function Answer({ repositories, now }: AnswerProps) {
  const mayConnect = useMay('connections.read');
  return (
    <div className={styles.stack}>
      <Verdict repositories={repositories} now={now} />
      <div className={styles.actions}>
        {hasData(repositories) ? (
          <ButtonLink
            to="/cycle-time"
            size="xs"
            variant="default"
            rightSection={<IconArrowRight size={16} aria-hidden="true" />}
          >
            Look at cycle time
          </ButtonLink>
        ) : null}
        <span className={styles.summary}>
          What moved last is read first.
          {mayConnect ? (
            <>
              {' '}
              <Link to="/connections">Connections</Link> are added and disconnected on their own
              page.
            </>
          ) : null}
        </span>
      </div>
      <RepositoryTable repositories={repositories} now={now} />
      <PointsSection now={now} />
      <div className={styles.halves}>
        <WebhookSection now={now} />
        <JobsSection now={now} />
      </div>
    </div>
  );
}
