import { Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay } from '../format/date.ts';
import styles from './region-field.module.css';

type DaysOffProps = {
  /** `2026-12-24` */
  days: readonly string[];
  /** What they are called: `Holidays`. */
  label: string;
  empty: string;
  onChange: (days: string[]) => void;
};

/** Days without work beside the public holidays, one by one. */
export function DaysOff({ days, label, empty, onChange }: DaysOffProps) {
  const [day, setDay] = useState('');
  return (
    <div className={styles.region}>
      {days.length === 0 ? (
        <p className={styles.hint}>{empty}</p>
      ) : (
        <ul className={styles.days} aria-label={label}>
          {days.map((one) => (
            <li key={one}>
              <button
                type="button"
                className={styles.chip}
                aria-label={`Remove ${formatDay(one)}`}
                onClick={() => onChange(days.filter((other) => other !== one))}
              >
                {formatDay(one)}
                <IconX size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== '' && !days.includes(day)) {
            onChange([...days, day].sort());
          }
          setDay('');
        }}
      >
        <TextInput
          type="date"
          aria-label="A day without work"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default" disabled={day === ''}>
          Add
        </Button>
      </form>
    </div>
  );
}
