import type { ListedIncident } from '@bellwether/shared/incidents/incidents.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDuration } from '../../format/duration.ts';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { ListFoot } from '../../ui/list-foot.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './incidents.module.css';
import { nameInstants, nameSource, whyNoDuration } from './incidents.prepare.ts';

const STEP = 25;
const MOST = 200;

/** Every incident that is known, latest first. */
export function IncidentList({ repositoryId }: { repositoryId: string | null }) {
  const [limit, setLimit] = useState(STEP);
  const query = useQuery(
    trpc.incidents.list.queryOptions(
      { repositoryId, limit, offset: 0 },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Widget
      title="Incidents as they count now"
      subtitle="From issues by the saved rules, and from other systems. Time to restore runs from the beginning of the impact, which an issue does not tell, to the resolution."
    >
      <QueryView query={query} what="The incidents" height={320}>
        {({ items, total, excluded }) =>
          items.length === 0 ? (
            <EmptyState title="No incident is known" height={200}>
              <p>
                Name above the labels that incidents bear, or send them to{' '}
                <code>POST /api/v1/incidents</code>.
              </p>
            </EmptyState>
          ) : (
            <>
              <ul className={styles.list} aria-label="Incidents">
                {items.map((incident) => (
                  <Incident key={incident.id} incident={incident} />
                ))}
              </ul>
              <ListFoot
                hasMore={items.length < total && limit < MOST}
                isLoading={query.isFetching}
                onMore={() => setLimit(Math.min(MOST, limit + 3 * STEP))}
              >
                {formatCount(items.length)} of {formatCount(total)}
                {excluded === 0 ? '' : `, ${formatCount(excluded)} counted apart`}
              </ListFoot>
            </>
          )
        }
      </QueryView>
    </Widget>
  );
}

function Incident({ incident }: { incident: ListedIncident }) {
  const now = new Date().toISOString();
  const { severity, service, exclusion, timeToRestoreSeconds } = incident;
  return (
    <li className={styles.item}>
      <span>
        <GithubLink url={incident.url}>{incident.title}</GithubLink>
        <span className={styles.source}>{nameSource(incident)}</span>
      </span>
      <span>
        {severity?.toUpperCase() ?? <span className={styles.hint}>no severity</span>}
        {service === null ? null : ` · ${service}`}
        {exclusion === null ? null : <span className={styles.hint}> {exclusion}</span>}
      </span>
      <span className={styles.hint}>
        {nameInstants(incident, now).join(', ') || 'no instant is known'}
      </span>
      <span>
        {timeToRestoreSeconds === null ? (
          <span className={styles.hint} title={whyNoDuration(incident)}>
            time to restore not known
          </span>
        ) : (
          `restored in ${formatDuration(timeToRestoreSeconds)}`
        )}
      </span>
    </li>
  );
}
