import type { DeploymentRules } from '@bellwether/shared/deployments/deployments.schema';
import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../format/number.ts';
import styles from './deployments.module.css';
import { prepareEnvironments, readPatterns } from './deployments.prepare.ts';

type EnvironmentChoiceProps = {
  rules: DeploymentRules;
  repositoryId: string | null;
  environments: readonly string[];
  /** The chosen kind has no environments: they judge what other systems send alone. */
  isOnlyForSent: boolean;
  onChange: (environments: string[]) => void;
};

const MOST_SHOWN = 40;

/** Which environments are production: as text, and by a tick at each that was seen. */
export function EnvironmentChoice(props: EnvironmentChoiceProps) {
  const { rules, repositoryId, environments, isOnlyForSent, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const seen = prepareEnvironments(rules, repositoryId, environments);
  const toggle = (name: string, isProduction: boolean) => {
    setTyped(null);
    onChange(
      isProduction
        ? [...environments, name]
        : environments.filter((pattern) => pattern.toLowerCase() !== name.toLowerCase()),
    );
  };
  return (
    <div className={styles.form}>
      <TextInput
        label={isOnlyForSent ? 'Production, in what other systems send' : 'Production environments'}
        description="Names with commas between, in any case; * stands for any characters."
        maxLength={2000}
        value={typed ?? environments.join(', ')}
        error={environments.length === 0 ? 'Name at least one.' : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(readPatterns(event.currentTarget.value));
        }}
        onBlur={() => setTyped(null)}
      />
      {seen.length === 0 ? (
        <p className={styles.hint}>No deployment to any environment was seen so far.</p>
      ) : (
        <fieldset className={styles.seen}>
          <legend className={styles.hint}>Seen so far</legend>
          {seen.slice(0, MOST_SHOWN).map(({ name, count, isProduction }) => (
            <Checkbox
              key={name}
              label={
                <>
                  {name === '' ? 'without a name' : name}{' '}
                  <span className={styles.hint}>
                    {formatCount(count)}
                    {isProduction === 'pattern' ? ', by a pattern' : ''}
                  </span>
                </>
              }
              checked={isProduction !== 'no'}
              disabled={isProduction === 'pattern' || name === ''}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
          {seen.length > MOST_SHOWN ? (
            <p className={styles.hint}>and {formatCount(seen.length - MOST_SHOWN)} more</p>
          ) : null}
        </fieldset>
      )}
    </div>
  );
}
