import { OneChoice } from './one-choice.tsx';
import styles from './rule-parts.module.css';

const ALL = 'all';

type RuleScopeProps = {
  repositories: readonly { repositoryId: string; repository: string }[];
  /** Those with a rule of their own. */
  own: readonly { repositoryId: string }[];
  /** Null: the rule for all others. */
  value: string | null;
  onChange: (repositoryId: string | null) => void;
};

/** Whose rule is looked at: that for all repositories, or one's own. */
export function RuleScope({ repositories, own, value, onChange }: RuleScopeProps) {
  const withOwn = new Set(own.map((one) => one.repositoryId));
  const options = [
    { value: ALL, label: 'All repositories', hint: 'that have no rule of their own' },
    ...repositories.map(({ repositoryId, repository: label }) => ({
      ...{ value: repositoryId, label },
      ...(withOwn.has(repositoryId) ? { hint: 'has a rule of its own' } : {}),
    })),
  ];
  return (
    <div className={styles.row}>
      <span className={styles.label}>The rule for</span>
      <OneChoice
        name="The rule for"
        value={value ?? ALL}
        options={options}
        width={320}
        onChange={(chosen) => onChange(chosen === ALL ? null : chosen)}
      />
    </div>
  );
}
