import type {
  ExcludedByRule,
  Preview,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import styles from './definitions.module.css';
import {
  activityWords,
  classNames,
  excludedWords,
  prepareMedians,
  previewSentence,
  sampleWords,
} from './definitions.prepare.ts';
import { TiersPreview } from './tiers-preview.tsx';

/** What would change: which accounts, and the medians beside those of now. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { accounts, accountsChanged } = preview;
  return (
    <div className={styles.preview} role="status">
      {accountsChanged === 0 && !isAboutAccounts(preview) ? null : (
        <p>{previewSentence(preview)}</p>
      )}
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
      <TiersPreview preview={preview} />
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

/** Whether nothing else is told, so that it is said that accounts stay as they are. */
function isAboutAccounts({ exclusions, tiers, aiSigns }: Preview): boolean {
  return exclusions.length === 0 && tiers === null && aiSigns === null;
}

const FIRST = 3;

/** The latest few in sight, the others a click away. */
function Examples({ rule: { examples, pullRequests } }: { rule: ExcludedByRule }) {
  const rest = examples.slice(FIRST);
  return (
    <>
      {examples.slice(0, FIRST).map((example) => (
        <Example key={example.id} example={example} />
      ))}
      {rest.length === 0 ? null : (
        <details className={styles.hint}>
          <summary>
            {pullRequests > examples.length
              ? `${rest.length} more of ${pullRequests - FIRST}`
              : `${rest.length} more`}
          </summary>
          {rest.map((example) => (
            <Example key={example.id} example={example} />
          ))}
        </details>
      )}
    </>
  );
}

function Example({ example }: { example: ExcludedByRule['examples'][number] }) {
  return (
    <div className={styles.hint}>
      {example.repository}#{example.number} <bdi>{example.title}</bdi>
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
          <Examples rule={rule} />
        </li>
      ))}
    </ul>
  );
}
