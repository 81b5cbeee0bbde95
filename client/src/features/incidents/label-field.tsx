import type { IncidentRules } from '@bellwether/shared/incidents/incidents.schema';
import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { formatCount } from '../../format/number.ts';
import styles from './incidents.module.css';
import { readLabels } from './incidents.prepare.ts';

type LabelFieldProps = {
  label: string;
  labels: string | readonly string[];
  /** Labels that issues bear: those not named yet are offered. */
  suggestions?: IncidentRules['labels'];
  isInline?: boolean;
  onChange: (labels: string[]) => void;
};

const MOST_OFFERED = 12;

/** Labels as text, with commas between. */
export function LabelField(props: LabelFieldProps) {
  const { label, labels, suggestions = [], isInline = false, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const current = typeof labels === 'string' ? readLabels(labels) : labels;
  const named = new Set(current.map((name) => name.toLowerCase()));
  const offered = suggestions.filter(({ name }) => !named.has(name.toLowerCase()));
  const input = (
    <TextInput
      id={id}
      {...(isInline ? {} : { label })}
      maxLength={2000}
      value={typed ?? current.join(', ')}
      error={suggestions.length > 0 && current.length === 0 ? 'Name at least one.' : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(readLabels(event.currentTarget.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
  if (isInline) {
    return (
      <div className={styles.inline}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {input}
      </div>
    );
  }
  return (
    <div className={styles.field}>
      {input}
      {offered.length === 0 ? null : (
        <div className={styles.offers}>
          <span className={styles.hint}>Issues bear</span>
          {offered.slice(0, MOST_OFFERED).map(({ name, issues }) => (
            <button
              key={name}
              type="button"
              className={styles.offer}
              onClick={() => {
                setTyped(null);
                onChange([...current, name]);
              }}
            >
              <span className={styles.hidden}>Add </span>
              {name} <span className={styles.hint}>{formatCount(issues)}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
