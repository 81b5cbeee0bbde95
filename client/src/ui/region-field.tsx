import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { formatDay } from '../format/date.ts';
import { readAppError } from '../lib/app-error.ts';
import { trpc } from '../lib/trpc.ts';
import { byYear, findRegion, type Region, regionLabel } from './region-choice.ts';
import styles from './region-field.module.css';

type RegionFieldProps = {
  /** `DE-BE`. Null: no public holidays. */
  region: string | null;
  /** Said while no place is chosen. */
  placeholder?: string;
  onChange: (region: string | null) => void;
};

const NO_PLACE = 'None: every weekday is worked';

/** Where public holidays are kept, and which days that are, this year and the next: seen before it is saved (B13). */
export function RegionField({ region, placeholder = NO_PLACE, onChange }: RegionFieldProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const regions = useQuery(
    trpc.definitions.holidayRegions.queryOptions(undefined, {
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const known: readonly Region[] = regions.data ?? [];
  const typed = text === null ? undefined : findRegion(text, known);
  return (
    <div className={styles.region}>
      <TextInput
        className={styles.input}
        label="Public holidays of"
        placeholder={regions.isPending ? 'Reading the list of places…' : placeholder}
        list={id}
        spellCheck={false}
        disabled={regions.isPending}
        value={text ?? regionLabel(region, known)}
        error={
          text !== null && typed === undefined && known.length > 0
            ? 'Choose a place from the list, such as Germany, Berlin (DE-BE).'
            : undefined
        }
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          const found = findRegion(currentTarget.value, known);
          if (found !== undefined) {
            onChange(found);
          }
        }}
        onBlur={() => setText(null)}
      />
      <datalist id={id}>
        {known.map((one) => (
          <option key={one.code} value={regionLabel(one.code, known)} />
        ))}
      </datalist>
      {regions.isError ? (
        <p className={styles.error} role="alert">
          The list of places could not be read. {readAppError(regions.error).remedy}
        </p>
      ) : null}
      {region === null ? null : <PublicHolidays region={region} />}
    </div>
  );
}

function PublicHolidays({ region }: { region: string }) {
  const query = useQuery(
    trpc.definitions.publicHolidays.queryOptions({ region }, { staleTime: 3_600_000 }),
  );
  if (query.isError) {
    return (
      <p className={styles.error} role="alert">
        {readAppError(query.error).message} {readAppError(query.error).remedy}
      </p>
    );
  }
  if (query.data === undefined) {
    return (
      <p className={styles.hint} role="status">
        Looking the days up…
      </p>
    );
  }
  return (
    <div className={styles.years}>
      {byYear(query.data).map(({ year, days }) => (
        <table key={year} className={styles.year}>
          <caption>
            {year}: {days.length} days without work
          </caption>
          <tbody>
            {days.map(({ on, name }) => (
              <tr key={on}>
                <th scope="row">{formatDay(on)}</th>
                <td>{name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
