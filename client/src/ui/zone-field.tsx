import { isKnownTimeZone } from '@bellwether/shared/time/zone-offsets';
import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import styles from './week-hours.module.css';

/** Names of today for zones that browsers still list by an old one. */
const RENAMED = [
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
];

const zones = [
  ...new Set([...Intl.supportedValuesOf('timeZone'), ...RENAMED.filter(isKnownTimeZone)]),
].sort();
zones.unshift('UTC');

/** Null: no zone. One that is not listed may be known by another name all the same. */
function findZone(text: string): string | null {
  const typed = text.trim();
  const listed = zones.find((zone) => zone.toLowerCase() === typed.toLowerCase());
  return listed ?? (typed.includes('/') && isKnownTimeZone(typed) ? typed : null);
}

type ZoneFieldProps = { timeZone: string; onChange: (timeZone: string) => void };

/** A time zone by its IANA name, from the list of those that the browser knows. */
export function ZoneField({ timeZone, onChange }: ZoneFieldProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  return (
    <>
      <TextInput
        className={styles.zone}
        label="Time zone"
        list={id}
        spellCheck={false}
        value={text ?? timeZone}
        error={
          text !== null && findZone(text) === null
            ? 'Choose a zone from the list, such as Europe/Berlin.'
            : undefined
        }
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          const zone = findZone(currentTarget.value);
          if (zone !== null) {
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
