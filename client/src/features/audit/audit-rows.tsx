import { IconAlertCircle, IconBan, IconChevronRight } from '@tabler/icons-react';
import styles from './audit.module.css';
import type { AuditRow } from './audit.prepare.ts';

/** The log: each line a sentence that unfolds to what changed. */
export function AuditRows({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <ol className={styles.rows}>
      {rows.map((row) => (
        <li key={row.id}>
          <details>
            <summary className={styles.row}>
              <IconChevronRight size={14} className={styles.chevron} aria-hidden="true" />
              <time dateTime={row.at} className={styles.when}>
                {row.when}
              </time>
              <span className={styles.what}>
                <strong>{row.actor}</strong>
                {row.actorNote === null ? null : <small> ({row.actorNote})</small>} {row.words}
                {row.subject === null ? null : <em> {row.subject}</em>}
                <Outcome outcome={row.outcome} />
              </span>
              <span className={styles.from}>{row.from}</span>
            </summary>
            <Details row={row} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Outcome({ outcome }: { outcome: AuditRow['outcome'] }) {
  if (outcome === 'done') {
    return null;
  }
  const Icon = outcome === 'refused' ? IconBan : IconAlertCircle;
  return (
    <span className={styles.bad}>
      <Icon size={14} aria-hidden="true" /> {outcome}
    </span>
  );
}

function Details({ row }: { row: AuditRow }) {
  return (
    <div className={styles.details}>
      {row.details.length === 0 ? (
        <p>No further details were kept.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {row.details.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl>
        {row.facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
