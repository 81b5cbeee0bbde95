import type { SaidTimesView } from '@bellwether/shared/people/profile.schema';
import type { TimesInForce } from '@bellwether/shared/people/working-times.rules';
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { DaysOff } from '../../ui/days-off.tsx';
import { WeekHours } from '../../ui/week-hours.tsx';
import { ZoneField } from '../../ui/zone-field.tsx';
import { Failure } from './failure.tsx';
import { HolidayChoice } from './holiday-choice.tsx';
import styles from './profile.module.css';
import { holidayChoiceOf, sourceWords, weekWords } from './times.prepare.ts';

type Said = Pick<SaidTimesView, 'timeZone' | 'workingHours' | 'holidayRegion'> & {
  /** Further days without work: of a team alone. */
  holidaysOn?: string[];
};

type TimesFormProps = {
  said: SaidTimesView & Said;
  /** What counts while nothing is said here. */
  inherited: TimesInForce;
  isPending: boolean;
  error: unknown;
  /** `onSaved` is called once it is stored. */
  onSave: (wanted: Said & { basedOn: number }, onSaved: () => void) => void;
};

/** When somebody works: as their team or the organisation has it, or in their own words; nothing counts before it is saved. */
export function TimesForm({ said, inherited, isPending, error, onSave }: TimesFormProps) {
  const [draft, setDraft] = useState<Said | null>(null);
  const [choice, setChoice] = useState(holidayChoiceOf(said.holidayRegion));
  const wanted = pick(draft ?? said);
  const { timeZone, workingHours, holidayRegion, holidaysOn } = wanted;
  const change = (part: Partial<Said>) => setDraft({ ...wanted, ...part });
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(pick(said));
  return (
    <div className={styles.form}>
      <Checkbox
        label="Own time zone"
        description={
          timeZone === null
            ? `Else ${inherited.timeZone}, ${sourceWords(inherited.timeZoneFrom, '')}`
            : undefined
        }
        checked={timeZone !== null}
        onChange={({ currentTarget }) =>
          change({ timeZone: currentTarget.checked ? inherited.timeZone : null })
        }
      />
      {timeZone === null ? null : (
        <ZoneField timeZone={timeZone} onChange={(zone) => change({ timeZone: zone })} />
      )}
      <Checkbox
        label="Own working hours"
        description={
          workingHours === null
            ? `Else ${weekWords(inherited)}, ${sourceWords(inherited.workingHoursFrom, '')}`
            : undefined
        }
        checked={workingHours !== null}
        onChange={({ currentTarget }) =>
          change({ workingHours: currentTarget.checked ? copyWeek(inherited.workingHours) : null })
        }
      />
      {workingHours === null ? null : (
        <WeekHours
          weeklyHours={workingHours}
          onChange={(week) => change({ workingHours: copyWeek(week) })}
        />
      )}
      <HolidayChoice
        said={holidayRegion}
        choice={choice}
        inherited={inherited}
        onChange={(next, region) => {
          setChoice(next);
          change({ holidayRegion: region });
        }}
      />
      {holidaysOn === undefined ? null : (
        <div>
          <p className={styles.hint}>Further days without work</p>
          <DaysOff
            days={holidaysOn}
            label="Further days without work"
            empty="None beside those of the organisation."
            onChange={(days) => change({ holidaysOn: days })}
          />
        </div>
      )}
      <Failure errors={[error]} />
      {isChanged ? (
        <div className={styles.buttons}>
          <Button
            size="xs"
            loading={isPending}
            onClick={() => onSave({ ...wanted, basedOn: said.version }, () => setDraft(null))}
          >
            Save
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setDraft(null);
              setChoice(holidayChoiceOf(said.holidayRegion));
            }}
          >
            Discard
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const pick = ({ timeZone, workingHours, holidayRegion, holidaysOn }: Said): Said => ({
  ...{ timeZone, workingHours, holidayRegion },
  ...(holidaysOn === undefined ? {} : { holidaysOn }),
});

function copyWeek(week: TimesInForce['workingHours']) {
  return week.map((day) => day.map((hours) => ({ ...hours })));
}
