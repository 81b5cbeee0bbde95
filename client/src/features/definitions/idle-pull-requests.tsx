import { IDLE_DAYS } from '@bellwether/shared/definitions/calendars.schema';
import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMe } from '../../lib/use-me.ts';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './definitions.module.css';
import { leaveOutIdle, leaveOutOne, leavesOut } from './edit-settings.prepare.ts';

type IdlePullRequestsProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** Open pull requests that nobody touched for a month: to be parked together or one by one (B14). */
export function IdlePullRequests({ settings, onChange }: IdlePullRequestsProps) {
  const by = useMe()?.name ?? '';
  const open = useOpenPullRequest();
  const query = useQuery(trpc.definitions.idle.queryOptions({ days: IDLE_DAYS }));
  const byAge = leaveOutIdle(settings, IDLE_DAYS);
  return (
    <Widget
      title="What lies around?"
      subtitle={`Open pull requests to which nothing happened for more than ${IDLE_DAYS} days. As long as they count, they make waits look endless. What is left out comes back by itself when something happens to it.`}
      actions={
        (query.data?.total ?? 0) === 0 || typeof byAge === 'string' ? undefined : (
          <Button size="xs" variant="default" onClick={() => onChange(byAge)}>
            Leave these out
          </Button>
        )
      }
    >
      <QueryView query={query} what="What lies around" height={120}>
        {({ pullRequests, total }) =>
          total === 0 ? (
            <EmptyState title="Nothing lies around">
              Every open pull request that counts moved in the last {IDLE_DAYS} days.
            </EmptyState>
          ) : (
            <>
              <ul className={styles.idle} aria-label="Open and not touched">
                {pullRequests.map(({ id, repository, number, title, idleDays }) => {
                  const name = `${repository}#${number}`;
                  return (
                    <li key={id} className={styles.idleRow}>
                      <button type="button" className={styles.link} onClick={() => open(id)}>
                        <span className={styles.hint}>{name}</span> <bdi>{title}</bdi>
                      </button>
                      <span className={styles.hint}>{formatCountOf(idleDays, 'day')}</span>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={`Leave out ${name}`}
                        disabled={leavesOut(settings, name)}
                        onClick={() => onChange(leaveOutOne(settings, name, by))}
                      >
                        {leavesOut(settings, name) ? 'In your change' : 'Leave out'}
                      </Button>
                    </li>
                  );
                })}
              </ul>
              {total > pullRequests.length ? (
                <p className={styles.hint}>
                  The {pullRequests.length} oldest of {formatCountOf(total, 'pull request')}.
                </p>
              ) : null}
            </>
          )
        }
      </QueryView>
    </Widget>
  );
}
