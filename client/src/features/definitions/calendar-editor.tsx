import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { defaultWorkCalendar, type WorkCalendar } from '@bellwether/shared/time/work-calendar';
import { Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay } from '../../format/date.ts';
import { WeekHours } from '../../ui/week-hours.tsx';
import { Widget } from '../../ui/widget.tsx';
import { ZoneField } from '../../ui/zone-field.tsx';
import styles from './definitions.module.css';
import { setCalendar } from './edit-settings.prepare.ts';

type CalendarEditorProps = {
  settings: DefinitionSettings;
  onChange: (settings: DefinitionSettings) => void;
};

/** When people work: the zone, the hours of a week, and the days without work (B13). */
export function CalendarEditor({ settings, onChange }: CalendarEditorProps) {
  const calendar = settings.calendar ?? defaultWorkCalendar;
  const change = (part: Partial<WorkCalendar>) =>
    onChange(setCalendar(settings, { ...calendar, ...part }));
  return (
    <Widget
      title="When does the team work?"
      subtitle="By this clock a wait for the first review is told in working hours: a Friday night to Monday morning is nothing. Everything else is told in elapsed time."
    >
      <ZoneField timeZone={calendar.timeZone} onChange={(timeZone) => change({ timeZone })} />
      <WeekHours
        weeklyHours={calendar.weeklyHours}
        onChange={(weeklyHours) => change({ weeklyHours })}
      />
      <Holidays
        holidaysOn={calendar.holidaysOn}
        onChange={(holidaysOn) => change({ holidaysOn })}
      />
    </Widget>
  );
}

type HolidaysProps = {
  holidaysOn: readonly string[];
  onChange: (holidaysOn: string[]) => void;
};

function Holidays({ holidaysOn, onChange }: HolidaysProps) {
  const [day, setDay] = useState('');
  return (
    <div className={styles.lists}>
      <h3 className={styles.subhead}>Holidays</h3>
      {holidaysOn.length === 0 ? (
        <p className={styles.hint}>None: add the days on which nobody works.</p>
      ) : (
        <ul className={styles.holidays} aria-label="Holidays">
          {holidaysOn.map((holiday) => (
            <li key={holiday}>
              <button
                type="button"
                className={styles.chip}
                aria-label={`Remove ${formatDay(holiday)}`}
                onClick={() => onChange(holidaysOn.filter((one) => one !== holiday))}
              >
                {formatDay(holiday)}
                <IconX size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.tools}
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== '' && !holidaysOn.includes(day)) {
            onChange([...holidaysOn, day].sort());
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
