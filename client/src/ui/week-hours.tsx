import type { WorkCalendar, WorkHours } from '@bellwether/shared/time/work-calendar';
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { minuteToText, textToMinute } from '../format/clock-time.ts';
import styles from './week-hours.module.css';

type Week = WorkCalendar['weeklyHours'];

type WeekHoursProps = { weeklyHours: Week; onChange: (weeklyHours: Week) => void };

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const USUAL: WorkHours = { fromMinute: 9 * 60, toMinute: 17 * 60 };
const END_OF_DAY = 1440;

/** The seven days, each with its stretches of work. */
export function WeekHours({ weeklyHours, onChange }: WeekHoursProps) {
  const set = (day: number, hours: readonly WorkHours[]) =>
    onChange(weeklyHours.map((old, index) => (index === day ? hours : old)));
  return (
    <ul className={styles.week} aria-label="Working hours">
      {days.map((name, day) => (
        <Day
          key={name}
          name={name}
          hours={weeklyHours[day] ?? []}
          onChange={(hours) => set(day, hours)}
        />
      ))}
    </ul>
  );
}

type DayProps = {
  name: string;
  hours: readonly WorkHours[];
  onChange: (hours: readonly WorkHours[]) => void;
};

function Day({ name, hours, onChange }: DayProps) {
  const last = hours.at(-1);
  const canAdd = last !== undefined && hours.length < 4 && last.toMinute + 120 <= END_OF_DAY;
  return (
    <li className={styles.day}>
      <Checkbox
        label={name}
        checked={hours.length > 0}
        onChange={(event) => onChange(event.currentTarget.checked ? [USUAL] : [])}
      />
      <div className={styles.spans}>
        {hours.length === 0 ? <span className={styles.hint}>no work</span> : null}
        {hours.map((span, index) => (
          <Span
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is known by its place in the day
            key={index}
            name={hours.length === 1 ? name : `${name}, ${index + 1}`}
            span={span}
            onChange={(next) => onChange(hours.map((old, at) => (at === index ? next : old)))}
            onRemove={
              hours.length === 1 ? undefined : () => onChange(hours.filter((_, at) => at !== index))
            }
          />
        ))}
        {canAdd ? (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Another stretch on ${name}`}
            onClick={() =>
              onChange([
                ...hours,
                { fromMinute: last.toMinute + 60, toMinute: last.toMinute + 120 },
              ])
            }
          >
            + break
          </Button>
        ) : null}
      </div>
    </li>
  );
}

type SpanProps = {
  name: string;
  span: WorkHours;
  onChange: (span: WorkHours) => void;
  onRemove: (() => void) | undefined;
};

function Span({ name, span, onChange, onRemove }: SpanProps) {
  return (
    <span className={styles.span}>
      <TimeField
        label={`${name}, from`}
        minute={span.fromMinute}
        onChange={(fromMinute) => onChange({ ...span, fromMinute })}
      />
      –
      <TimeField
        label={`${name}, until`}
        minute={span.toMinute}
        onChange={(toMinute) => onChange({ ...span, toMinute })}
      />
      {onRemove === undefined ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          ×
        </Button>
      )}
    </span>
  );
}

type TimeFieldProps = { label: string; minute: number; onChange: (minute: number) => void };

/** Takes 24:00 too, which the browser's own field for times does not. */
function TimeField({ label, minute, onChange }: TimeFieldProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <input
      className={styles.time}
      aria-label={label}
      aria-invalid={text !== null && textToMinute(text) === null ? true : undefined}
      inputMode="numeric"
      maxLength={5}
      value={text ?? minuteToText(minute)}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const next = textToMinute(currentTarget.value);
        if (next !== null && currentTarget.value.length === 5) {
          onChange(next);
        }
      }}
      onBlur={() => {
        const next = text === null ? null : textToMinute(text);
        if (next !== null) {
          onChange(next);
        }
        setText(null);
      }}
    />
  );
}
