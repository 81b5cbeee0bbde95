import type { Preview } from '@bellwether/shared/definitions/definitions-answers.schema';
import styles from './definitions.module.css';
import { aiSignsSentence, tierRows, tiersSentence } from './tiers-preview.prepare.ts';

/** How many pull requests would have asked for another review, and for how many signs of an AI agent would turn. */
export function TiersPreview({ preview }: { preview: Preview }) {
  return (
    <>
      {preview.tiers === null ? null : (
        <>
          <p>{tiersSentence(preview.tiers, preview)}</p>
          <table className={styles.medians}>
            <caption className={styles.hint}>Which review they ask for</caption>
            <thead>
              <tr>
                <th scope="col">Review</th>
                <th scope="col">Now</th>
                <th scope="col">Then</th>
              </tr>
            </thead>
            <tbody>
              {tierRows(preview.tiers).map((row) => (
                <tr key={row.label}>
                  <th scope="row">{row.label}</th>
                  <td>{row.before}</td>
                  <td className={row.isChanged ? styles.strong : undefined}>{row.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Moved
            label="Those that would ask for another review"
            total={preview.tiers.moved}
            rows={preview.tiers.examples.map((one) => ({
              ...one,
              words: `${one.from} → ${one.to}`,
            }))}
          />
        </>
      )}
      {preview.aiSigns === null ? null : (
        <>
          <p>{aiSignsSentence(preview.aiSigns, preview)}</p>
          <Moved
            label="Those that would turn"
            total={preview.aiSigns.turned}
            rows={preview.aiSigns.examples.map((one) => ({
              ...one,
              words: one.isAssisted ? 'would show a sign' : 'would show none',
            }))}
          />
        </>
      )}
    </>
  );
}

type Row = { id: string; repository: string; number: number; title: string; words: string };

function Moved({ label, total, rows }: { label: string; total: number; rows: readonly Row[] }) {
  if (total === 0) {
    return null;
  }
  return (
    <ul className={styles.changed} aria-label={label}>
      {rows.map(({ id, repository, number, title, words }) => (
        <li key={id} className={styles.hint}>
          <span className={styles.strong}>{words}</span> {repository}#{number} <bdi>{title}</bdi>
        </li>
      ))}
      {total > rows.length ? <li className={styles.hint}>and {total - rows.length} more</li> : null}
    </ul>
  );
}
