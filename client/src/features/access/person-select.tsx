import type { PersonChoice } from '@bellwether/shared/access/members.schema';
import { useId } from 'react';
import styles from './members.module.css';
import { namePerson } from './members.prepare.ts';

type PersonSelectProps = {
  label: string;
  /** What choosing nobody means. */
  noneLabel: string;
  people: readonly PersonChoice[];
  value: string | null;
  onChange: (personId: string | null) => void;
};

/** The person behind GitHub's accounts, or nobody. */
export function PersonSelect({ label, noneLabel, people, value, onChange }: PersonSelectProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
      >
        <option value="">{noneLabel}</option>
        {people.map((person) => (
          <option key={person.personId} value={person.personId}>
            {namePerson(person)}
          </option>
        ))}
      </select>
    </div>
  );
}
