import { IconArrowRight } from '@tabler/icons-react';
import { formatTime } from '../../format/date.ts';
import { formatCount } from '../../format/number.ts';
import { useNow } from '../../lib/use-now.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { RepositoryProgress } from './repository-progress.tsx';
import styles from './sync-status.module.css';
import { hasData } from './sync-status.prepare.ts';
import { useLiveOverview } from './use-live-overview.ts';

/** What has arrived so far? */
export function SyncStatusPage() {
  const query = useLiveOverview();
  const now = useNow(10_000);
  const points = query.data?.points ?? null;
  return (
    <Page
      title="What has arrived so far?"
      lead={
        points === null
          ? 'Everything below is read from GitHub and kept here.'
          : `GitHub has counted ${formatCount(points.spent)} points so far${describeBudget(points)}.`
      }
    >
      <QueryView query={query} what="The progress" height={480}>
        {({ repositories }) =>
          repositories.length === 0 ? (
            <EmptyState
              title="No repository is being read"
              height={320}
              action={
                <ButtonLink to="/welcome" size="xs">
                  Choose where to begin
                </ButtonLink>
              }
            >
              <p>Connect GitHub and choose repositories, or look at the sample team.</p>
            </EmptyState>
          ) : (
            <div style={{ display: 'grid', gap: 16 }}>
              {hasData(repositories) ? (
                <div className={styles.actions}>
                  <ButtonLink
                    to="/cycle-time"
                    rightSection={<IconArrowRight size={16} aria-hidden="true" />}
                  >
                    Look at cycle time
                  </ButtonLink>
                  <span className={styles.summary}>
                    What moved last is read first, so the charts fill from the right.
                  </span>
                </div>
              ) : null}
              {repositories.map((repository) => (
                <RepositoryProgress
                  key={repository.repositoryId}
                  repository={repository}
                  now={now}
                />
              ))}
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

function describeBudget(points: { remaining: number | null; resetAt: string | null }): string {
  if (points.remaining === null) {
    return '';
  }
  const reset = points.resetAt === null ? '' : ` until ${formatTime(points.resetAt)}`;
  return `; ${formatCount(points.remaining)} are left${reset}`;
}
