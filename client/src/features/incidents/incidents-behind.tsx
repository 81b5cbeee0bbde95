import { durationNames } from '@bellwether/shared/incidents/entered-instants.rules';
import type { IncidentBehind } from '@bellwether/shared/incidents/incident-detail.schema';
import { incidentDurations } from '@bellwether/shared/incidents/incident-durations.metric';
import type {
  IncidentPart,
  IncidentTrends,
} from '@bellwether/shared/incidents/incident-trends.schema';
import { severityKeys } from '@bellwether/shared/incidents/incidents.terms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useNow } from '../../lib/use-now.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { ListFoot } from '../../ui/list-foot.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import { nameSeverity } from './incident-rate.prepare.ts';
import styles from './incident-trends.module.css';
import { nameSource } from './incidents.prepare.ts';
import { useIncidentQuestion } from './use-incident-question.ts';
import { useIncidentSearch } from './use-incident-search.ts';

const STEP = 50;
const MOST = 500;

const parts: { value: IncidentPart; label: string }[] = [
  { value: 'began', label: 'Began in the period' },
  { value: 'resolved', label: 'Resolved in the period' },
  { value: 'open', label: 'Began and not closed yet' },
  { value: 'excluded', label: 'Counted apart' },
  ...incidentDurations.flatMap((duration) => [
    { value: `with-${duration}` as const, label: `With ${durationNames[duration].toLowerCase()}` },
    {
      value: `without-${duration}` as const,
      label: `Without ${durationNames[duration].toLowerCase()}`,
    },
  ]),
];
const ANY = 'any';
type SeverityChoice = typeof ANY | (typeof severityKeys)[number];
const severityOptions: { value: SeverityChoice; label: string }[] = [
  { value: ANY, label: 'Any severity' },
  ...severityKeys.map((value) => ({ value, label: nameSeverity(value) })),
];

/** The incidents behind a number of the page. */
export function IncidentsBehindWidget({ trends }: { trends: IncidentTrends | undefined }) {
  const { bucket: _, ...question } = useIncidentQuestion();
  const { search, change } = useIncidentSearch();
  const [limit, setLimit] = useState(STEP);
  const now = useNow(60_000);
  const part = parts.find(({ value }) => value === search.part)?.value ?? 'began';
  const query = useQuery(
    trpc.incidents.behind.queryOptions(
      { ...question, part, severity: search.severity, limit },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Widget
      title="The incidents behind the numbers"
      subtitle="Latest first. Open one to see each instant and where it comes from."
      isList={(query.data?.items.length ?? 0) > 0}
      basis={prepareBasis(trends?.basis.incidents, now)}
    >
      <div className={styles.switches}>
        <OneChoice<IncidentPart>
          name="Which incidents"
          value={part}
          options={parts}
          width={280}
          onChange={(value) => change({ part: value === 'began' ? undefined : value })}
        />
        <OneChoice<SeverityChoice>
          name="Severity"
          value={search.severity ?? ANY}
          options={severityOptions}
          onChange={(value) => change({ severity: value === ANY ? undefined : value })}
        />
      </div>
      <QueryView query={query} what="The incidents" height={320}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title="No incident of this kind in the period" height={160}>
              <p>Choose another period above, or another kind here.</p>
            </EmptyState>
          ) : (
            <>
              <ul className={styles.list} aria-label="Incidents">
                {items.map((incident) => (
                  <Incident key={incident.id} incident={incident} now={now} />
                ))}
              </ul>
              <ListFoot
                hasMore={items.length < total && limit < MOST}
                isLoading={query.isFetching}
                onMore={() => setLimit(Math.min(MOST, limit + 3 * STEP))}
              >
                {formatCount(items.length)} of {formatCount(total)}
              </ListFoot>
            </>
          )
        }
      </QueryView>
    </Widget>
  );
}

function Incident({ incident, now }: { incident: IncidentBehind; now: number }) {
  const { change } = useIncidentSearch();
  const { severity, service, exclusion, beganAt } = incident;
  return (
    <li className={styles.item}>
      <span className={styles.itemTitle}>
        <button
          type="button"
          className={styles.link}
          dir="auto"
          onClick={() => change({ incident: incident.id })}
        >
          {incident.title.slice(0, 200)}
        </button>
        <span className={styles.hint}>
          <GithubLink url={incident.url}>{nameSource(incident)}</GithubLink>
        </span>
      </span>
      <span>
        <span
          className={styles.swatch}
          style={{
            background: `var(--bw-sev${severity === null ? '-unknown' : severity.slice(3)})`,
          }}
        />
        {severity?.toUpperCase() ?? 'not known'}
        {service === null ? null : <span className={styles.hint}> · {service}</span>}
        {exclusion === null ? null : <span className={styles.hint}> · {exclusion}</span>}
      </span>
      <span className={styles.hint}>
        {beganAt === null
          ? 'no instant is known'
          : `began ${formatInstant(beganAt, { now: new Date(now).toISOString() })}`}
        {incident.resolvedAt === null && incident.closedAt === null ? ', not closed' : ''}
        {incident.causes.map((cause) => (
          <span key={cause.words} className={styles.cause}>
            {cause.standing === 'confirmed' ? 'Caused by ' : 'Suspected: '}
            <GithubLink url={cause.url}>{cause.words}</GithubLink>
          </span>
        ))}
      </span>
      <Lasted incident={incident} />
    </li>
  );
}

function Lasted({ incident }: { incident: IncidentBehind }) {
  const { timeToRestoreSeconds, declaredToResolvedSeconds, entered } = incident;
  return (
    <span>
      {timeToRestoreSeconds === null ? (
        <span className={styles.hint}>time to restore not known</span>
      ) : (
        `restored in ${formatDuration(timeToRestoreSeconds)}`
      )}
      {entered.length === 0 ? null : <span className={styles.hint}> · entered by hand</span>}
      {declaredToResolvedSeconds === null ? null : (
        <span className={styles.cause}>
          {formatDuration(declaredToResolvedSeconds)} from declared to resolved
        </span>
      )}
    </span>
  );
}
