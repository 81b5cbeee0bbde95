import type { AttributionLink } from '@bellwether/shared/delivery/attribution.schema';
import { formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import styles from './delivery.module.css';
import { PullRequest } from './deployment-receipt.tsx';
import { describeLink, describeStrength } from './evidence-words.prepare.ts';

/** An incident, the deployment that may have caused it, and why. */
export function LinkWords({ link }: { link: AttributionLink }) {
  const { incident, strength } = link;
  const reasons = describeLink(link);
  const number = incident.number === null ? '' : ` #${incident.number}`;
  return (
    <>
      <div className={styles.cardHead}>
        <h3 className={styles.pair}>
          <GithubLink url={incident.url}>
            <bdi>{incident.title}</bdi>
            {number}
          </GithubLink>{' '}
          <span className={styles.hint}>{describeIncident(link)}</span>
        </h3>
        {link.decision === null ? (
          <span className={styles.hint}>{describeStrength(strength)}</span>
        ) : null}
      </div>
      <Suspect link={link} />
      {reasons.length === 0 ? null : (
        <ul className={styles.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function describeIncident({ incident }: AttributionLink): string {
  const { severity, service, repository, startedAt } = incident;
  const now = new Date().toISOString();
  const began = startedAt === null ? null : `began ${formatInstant(startedAt, { now })}`;
  return [severity, service ?? repository, began].filter((part) => part !== null).join(' · ');
}

function Suspect({ link: { deployment, pullRequest } }: { link: AttributionLink }) {
  if (deployment === null) {
    return <p className={styles.hint}>No deployment caused it.</p>;
  }
  const { repository, service, sha, url, finishedAt, pullRequests } = deployment;
  const now = new Date().toISOString();
  return (
    <p>
      after {repository}
      {repository.endsWith(`/${service}`) ? '' : ` · ${service}`}{' '}
      <GithubLink url={url}>
        <code>{sha.slice(0, 8)}</code>
      </GithubLink>
      {finishedAt === null ? '' : `, deployed ${formatInstant(finishedAt, { now })}`}
      {pullRequests === 0 ? '' : `, with ${formatCountOf(pullRequests, 'pull request')}`}
      {pullRequest === null ? null : (
        <>
          ; most likely <PullRequest named={pullRequest} />
        </>
      )}
    </p>
  );
}
