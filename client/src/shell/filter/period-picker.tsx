import { Button } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import pickerStyles from '../../ui/picker.module.css';
import { Picker } from '../../ui/picker.tsx';
import { addDays, defaultPeriod, describePeriod, periods, readPeriod } from './filter.prepare.ts';
import styles from './filter-bar.module.css';
import { type FilterSearch, type Period, periodChoices } from './filter-search.schema.ts';

type PeriodPickerProps = {
  search: FilterSearch;
  today: string;
  onChange: (patch: Partial<FilterSearch>) => void;
};

/** Presets first, two days of one's own below: one click or two dates. */
export function PeriodPicker({ search, today, onChange }: PeriodPickerProps) {
  const isOwn = search.from !== undefined;
  const current = isOwn ? null : (search.period ?? defaultPeriod);
  const choosePreset = (period: Period) =>
    onChange({
      period: period === defaultPeriod ? undefined : period,
      from: undefined,
      to: undefined,
    });
  return (
    <Picker
      name="Period"
      value={describePeriod(search)}
      icon={<IconCalendar size={16} aria-hidden="true" />}
      width={232}
    >
      {(close) => (
        <>
          {periodChoices.map((period) => (
            <button
              key={period}
              type="button"
              aria-pressed={period === current}
              className={
                period === current
                  ? `${pickerStyles.option} ${pickerStyles.isCurrent}`
                  : pickerStyles.option
              }
              onClick={() => {
                choosePreset(period);
                close();
              }}
            >
              {periods[period].label}
            </button>
          ))}
          <div className={pickerStyles.foot}>
            <OwnPeriod
              period={readPeriod(search, today)}
              onChoose={(period) => {
                onChange({ ...period, period: undefined });
                close();
              }}
            />
          </div>
        </>
      )}
    </Picker>
  );
}

type OwnPeriodProps = {
  period: { from: string; to: string };
  onChoose: (period: { from: string; to: string }) => void;
};

function OwnPeriod({ period, onChoose }: OwnPeriodProps) {
  const [first, setFirst] = useState(period.from);
  const [last, setLast] = useState(addDays(period.to, -1));
  const isWrong = first === '' || last === '' || first > last;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isWrong) {
      onChoose({ from: first, to: addDays(last, 1) });
    }
  }
  return (
    <form className={styles.custom} onSubmit={submit}>
      <label>
        First day
        <input
          type="date"
          value={first}
          onChange={(e) => setFirst(e.currentTarget.value)}
          required
        />
      </label>
      <label>
        Last day
        <input type="date" value={last} onChange={(e) => setLast(e.currentTarget.value)} required />
      </label>
      {isWrong ? (
        <p className={styles.wrong} role="alert">
          The last day must not lie before the first.
        </p>
      ) : null}
      <Button type="submit" size="xs" disabled={isWrong}>
        Show these days
      </Button>
    </form>
  );
}
