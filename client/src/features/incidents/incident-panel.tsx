import { durationNames, instantWords } from '@bellwether/shared/incidents/entered-instants.rules';
import type { IncidentDetail } from '@bellwether/shared/incidents/incident-detail.schema';
import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';
import { trpc } from '../../lib/trpc.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './incident-trends.module.css';
import { describeSeverities, nameSource } from './incidents.prepare.ts';
import { InstantsForm } from './instants-form.tsx';
import { useIncidentSearch } from './use-incident-search.ts';

/** One incident over the page: each instant with where it comes from, each duration or why there is none, and the way to enter what is missing. */
export function IncidentPanel({ incidentId }: { incidentId: string }) {
  const { change } = useIncidentSearch();
  const query = useQuery(trpc.incidents.detail.queryOptions({ incidentId }));
  return (
    <Drawer.Root
      opened
      onClose={() => change({ incident: undefined })}
      position="right"
      size={640}
      classNames={{ content: styles.panel, header: styles.panel }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title dir="auto">{query.data?.incident.title ?? 'Incident'}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          <QueryView query={query} what="The incident" height={400}>
            {(detail) => <Detail detail={detail} />}
          </QueryView>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Detail({ detail }: { detail: IncidentDetail }) {
  const { incident, warnings, causes, severities } = detail;
  return (
    <div className={styles.panelBody}>
      <p className={styles.hint}>
        <GithubLink url={incident.url}>{nameSource(incident)}</GithubLink> ·{' '}
        {incident.severity?.toUpperCase() ?? 'severity not known'} ·{' '}
        {incident.service ?? 'service not known'}
        {incident.exclusion === null ? '' : ` · counted apart: ${incident.exclusion}`}
      </p>
      {severities.length < 2 ? null : (
        <p className={styles.hint}>{describeSeverities(severities, new Date().toISOString())}</p>
      )}
      {causes.map((cause) => (
        <p key={cause.words}>
          {cause.standing === 'confirmed' ? 'Caused by ' : 'Suspected cause: '}
          <GithubLink url={cause.url}>{cause.words}</GithubLink>
        </p>
      ))}
      <Instants detail={detail} />
      <Durations detail={detail} />
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      {detail.mayEnter ? <InstantsForm key={detail.version} detail={detail} /> : null}
    </div>
  );
}

function Instants({ detail }: { detail: IncidentDetail }) {
  const now = new Date().toISOString();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>When</caption>
      <thead>
        <tr>
          <th scope="col">Instant</th>
          <th scope="col">At</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {detail.instants.map(({ name, at, source, editedBy, editedAt }) => (
          <tr key={name}>
            <th scope="row">{instantWords[name]}</th>
            <td>{at === null ? 'not known' : formatInstant(at, { now })}</td>
            <td title={editedAt === null ? undefined : formatInstant(editedAt)}>
              {source === 'manual' ? `entered by ${editedBy ?? 'somebody'}` : sourceOf(detail, at)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sourceOf({ incident }: IncidentDetail, at: string | null): string {
  if (at === null) {
    return '–';
  }
  return incident.source === null ? 'the issue' : incident.source;
}

function Durations({ detail }: { detail: IncidentDetail }) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>How long</caption>
      <tbody>
        {detail.durations.map(({ duration, seconds, whyNull }) => (
          <tr key={duration}>
            <th scope="row">{durationNames[duration]}</th>
            <td>
              {seconds === null ? (
                <span className={styles.hint}>{whyNull}</span>
              ) : (
                formatDuration(seconds)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
