import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import styles from './week-hours.module.css';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

type ZoneFieldProps = { timeZone: string; onChange: (timeZone: string) => void };

/** A time zone by its IANA name, from the list of those that the browser knows. */
export function ZoneField({ timeZone, onChange }: ZoneFieldProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const known = zones.find((zone) => zone.toLowerCase() === text?.trim().toLowerCase());
  return (
    <>
      <TextInput
        className={styles.zone}
        label="Time zone"
        list={id}
        spellCheck={false}
        value={text ?? timeZone}
        error={
          text !== null && known === undefined
            ? 'Choose a zone from the list, such as Europe/Berlin.'
            : undefined
        }
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          const wanted = currentTarget.value.trim().toLowerCase();
          const zone = zones.find((one) => one.toLowerCase() === wanted);
          if (zone !== undefined) {
            onChange(zone);
          }
        }}
        onBlur={() => setText(null)}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
