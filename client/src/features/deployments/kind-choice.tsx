import type { DeploymentKind } from '@bellwether/shared/deployments/deployment-rule';
import { useId } from 'react';
import styles from './deployments.module.css';
import { kindHints, kinds } from './deployments.prepare.ts';

type KindChoiceProps = { value: DeploymentKind; onChange: (kind: DeploymentKind) => void };

/** Where deployments are known from, each with what that means. */
export function KindChoice({ value, onChange }: KindChoiceProps) {
  const id = useId();
  return (
    <fieldset className={styles.kinds}>
      <legend className={styles.hidden}>A deployment is</legend>
      {kinds.map((kind) => (
        <label key={kind.value} className={styles.kind}>
          <input
            type="radio"
            name={id}
            value={kind.value}
            checked={kind.value === value}
            onChange={() => onChange(kind.value)}
          />
          <span>
            {kind.label}
            {kind.value === value ? (
              <span className={styles.kindHint}>{kindHints[kind.value]}</span>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
