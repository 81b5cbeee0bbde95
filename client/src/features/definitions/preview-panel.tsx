import type { Preview } from '@bellwether/shared/definitions/definitions-answers.schema';
import styles from './definitions.module.css';
import {
  activityWords,
  classNames,
  excludedWords,
  prepareMedians,
  previewSentence,
  sampleWords,
} from './definitions.prepare.ts';

/** What would change: which accounts, and the medians beside those of now. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { accounts, accountsChanged } = preview;
  return (
    <div className={styles.preview} role="status">
      <p>{previewSentence(preview)}</p>
      {accountsChanged < 2 ? null : (
        <ul className={styles.changed}>
          {accounts.map((account) => (
            <li key={account.id}>
              <span className={styles.strong}>{account.login}</span>{' '}
              {classNames[account.from].toLowerCase()} → {classNames[account.to].toLowerCase()}
              <span className={styles.hint}> {activityWords(account)}</span>
            </li>
          ))}
          {accountsChanged > accounts.length ? (
            <li className={styles.hint}>and {accountsChanged - accounts.length} more</li>
          ) : null}
        </ul>
      )}
      <ExcludedList preview={preview} />
      <table className={styles.medians}>
        <caption className={styles.hint}>{sampleWords(preview)}</caption>
        <thead>
          <tr>
            <th scope="col">Median</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {prepareMedians(preview).map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td>{row.before}</td>
              <td className={row.isChanged ? styles.strong : undefined}>
                {row.isChanged ? row.after : 'the same'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What each rule leaves out, with examples, so that a pattern that finds the wrong ones is seen before it counts. */
function ExcludedList({ preview }: { preview: Preview }) {
  if (preview.exclusions.length === 0) {
    return null;
  }
  return (
    <ul className={styles.changed} aria-label="What is left out">
      {preview.exclusions.map((rule) => (
        <li key={rule.name}>
          <span className={styles.strong}>{rule.name}</span> {excludedWords(rule, preview.days)}
          {rule.examples.map(({ id, repository, number, title }) => (
            <div key={id} className={styles.hint}>
              {repository}#{number} {title}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
