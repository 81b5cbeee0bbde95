import type {
  ShownDeployment,
  ShownEvidence,
  ShownRemedy,
} from '@bellwether/shared/delivery/delivery.schema';
import type { ReactNode } from 'react';
import { formatInstant } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatCountOf } from '../../format/number.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import styles from './delivery.module.css';
import { failureWords, remedyWords, stepWords } from './evidence-words.prepare.ts';

/** One deployment: what it brought, what it mended, and why it is said to have failed. */
export function DeploymentReceipt({ item }: { item: ShownDeployment }) {
  const now = new Date().toISOString();
  const at = item.finishedAt ?? item.failedAt ?? '';
  const step = stepWords[item.step];
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <span className={styles.what}>
          {item.repository}
          {item.repository.endsWith(`/${item.service}`) ? '' : ` · ${item.service}`}{' '}
          <span className={styles.hint}>{item.name ?? item.environment}</span>
        </span>
        <time dateTime={at}>{formatInstant(at, { now })}</time>
        <GithubLink url={item.url}>
          <code>{item.sha.slice(0, 8)}</code>
        </GithubLink>
        <span className={styles.brought}>
          {item.pullRequests === 0 ? null : formatCountOf(item.pullRequests, 'pull request')}
          {step === '' ? null : <span className={styles.hint}> {step}</span>}
        </span>
        <Verdict item={item} />
      </div>
      <Evidence item={item} />
    </li>
  );
}

function Verdict({ item: { failure, remedies } }: { item: ShownDeployment }) {
  if (failure?.level === 'confirmed') {
    return <strong className={styles.failed}>failed</strong>;
  }
  if (failure?.level === 'suspected') {
    return <span className={styles.suspected}>suspected</span>;
  }
  return remedies.length > 0 ? <span className={styles.remedy}>remedy</span> : null;
}

function Evidence({ item: { failure, remedies } }: { item: ShownDeployment }) {
  if (failure === null && remedies.length === 0) {
    return null;
  }
  return (
    <ul className={styles.evidence}>
      {(failure?.evidence ?? []).map((one) => (
        <li
          key={`${one.kind} ${one.incident?.id ?? one.deployment?.id ?? ''} ${one.pullRequest?.id ?? ''}`}
        >
          <FailureEvidence found={one} />
        </li>
      ))}
      {failure?.recoverySeconds == null ? null : (
        <li>
          Mended after {formatDuration(failure.recoverySeconds)}{' '}
          <span className={styles.hint}>
            by{' '}
            {failure.recoveredBy === 'incident' ? 'the mitigation of the incident' : 'the remedy'}
          </span>
        </li>
      )}
      {remedies.map((one) => (
        <li key={`${one.kind} ${one.pullRequest?.id ?? one.deployment?.id ?? ''}`}>
          <RemedyLine remedy={one} />
        </li>
      ))}
    </ul>
  );
}

function FailureEvidence({ found }: { found: ShownEvidence }) {
  return (
    <>
      {failureWords[found.kind]}{' '}
      <Parts
        parts={[
          found.incident === null ? null : <Incident key="i" incident={found.incident} />,
          found.pullRequest === null ? null : <PullRequest key="p" named={found.pullRequest} />,
          found.deployment === null ? null : <Place key="d" deployment={found.deployment} />,
        ]}
      />
      {found.decidedBy === null ? null : (
        <span className={styles.hint}>
          , as {found.decidedBy} said
          {found.decidedAt === null ? '' : ` on ${formatInstant(found.decidedAt)}`}
        </span>
      )}
    </>
  );
}

function RemedyLine({ remedy }: { remedy: ShownRemedy }) {
  const { kind, deployment, pullRequest, reverts } = remedy;
  return (
    <>
      {remedyWords[kind]}{' '}
      <Parts
        parts={[
          pullRequest === null ? null : <PullRequest key="p" named={pullRequest} />,
          reverts === null ? null : (
            <span key="r">
              of <PullRequest named={reverts} />
            </span>
          ),
          deployment === null ? (
            <span key="d" className={styles.hint}>
              what it mends was there before the first known deployment
            </span>
          ) : (
            <Place key="d" deployment={deployment} />
          ),
        ]}
      />
    </>
  );
}

function Parts({ parts }: { parts: readonly ReactNode[] }) {
  return parts
    .filter((part) => part !== null)
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence that never move
      <span key={index}>
        {index === 0 ? '' : ', '}
        {part}
      </span>
    ));
}

function Incident({ incident }: { incident: NonNullable<ShownEvidence['incident']> }) {
  if (incident.title === null) {
    return <span>an incident of a repository that you do not see</span>;
  }
  return (
    <GithubLink url={incident.url}>
      <bdi>{incident.title}</bdi>
      {incident.number === null ? '' : ` #${incident.number}`}
    </GithubLink>
  );
}

export function PullRequest({ named }: { named: NonNullable<ShownRemedy['pullRequest']> }) {
  return (
    <GithubLink url={named.url}>
      #{named.number} <bdi>{named.title ?? ''}</bdi>
    </GithubLink>
  );
}

function Place({ deployment }: { deployment: NonNullable<ShownRemedy['deployment']> }) {
  return (
    <span>
      the deployment of {formatInstant(deployment.at)} (
      <GithubLink url={deployment.url}>
        <code>{deployment.sha.slice(0, 8)}</code>
      </GithubLink>
      )
    </span>
  );
}
