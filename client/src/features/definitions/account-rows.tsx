import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import type { ClassifiedAccount } from '@bellwether/shared/definitions/definitions-answers.schema';
import {
  type AssignableClass,
  assignableClasses,
} from '@bellwether/shared/pull-requests/author-class.rules';
import styles from './definitions.module.css';
import { activityWords, classNames, reasonWords } from './definitions.prepare.ts';
import { setAccountClass } from './edit-settings.prepare.ts';

type AccountRowsProps = {
  accounts: readonly ClassifiedAccount[];
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** One line per account: what it is, why, how much it did, and what it shall be. */
export function AccountRows({ accounts, settings, onChange }: AccountRowsProps) {
  const own = new Map(
    settings.authorClasses.entries.map((entry) => [entry.pattern, entry.authorClass]),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className={styles.accounts} tabIndex={0} aria-label="Accounts">
      <ul>
        {accounts.map((account) => (
          <li key={account.id} className={styles.account}>
            <span className={styles.login}>{account.login}</span>
            <span className={styles.why}>
              {classNames[account.authorClass]}, because {reasonWords(account)}
            </span>
            <span className={styles.activity}>{activityWords(account)}</span>
            <ClassSelect
              label={`What ${account.login} shall count as`}
              isFixed={account.authorClass === 'ghost'}
              value={own.get(account.login.toLowerCase()) ?? null}
              onChange={(value) => onChange(setAccountClass(settings, account.login, value))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type ClassSelectProps = {
  label: string;
  /** A deleted account is nobody's any more. */
  isFixed: boolean;
  value: AssignableClass | null;
  onChange: (value: AssignableClass | null) => void;
};

function ClassSelect({ label, isFixed, value, onChange }: ClassSelectProps) {
  return (
    <select
      className={styles.select}
      aria-label={label}
      disabled={isFixed}
      value={value ?? ''}
      onChange={({ currentTarget }) =>
        onChange(assignableClasses.find((one) => one === currentTarget.value) ?? null)
      }
    >
      <option value="">By the rules</option>
      {assignableClasses.map((one) => (
        <option key={one} value={one}>
          {classNames[one]}
        </option>
      ))}
    </select>
  );
}
