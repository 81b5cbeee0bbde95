import type { SaidTimesView } from '@bellwether/shared/people/profile.schema';
import type { TimesInForce } from '@bellwether/shared/people/working-times.rules';
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { DaysOff } from '../../ui/days-off.tsx';
import { RegionField } from '../../ui/region-field.tsx';
import { WeekHours } from '../../ui/week-hours.tsx';
import { ZoneField } from '../../ui/zone-field.tsx';
import { Failure } from './failure.tsx';
import styles from './profile.module.css';
import { sourceWords, weekWords } from './times.prepare.ts';

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
  const [isOwnRegion, setOwnRegion] = useState(said.holidayRegion !== null);
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
      <Checkbox
        label="Own public holidays"
        description={
          holidayRegion === null
            ? `Else ${inherited.holidayRegion ?? 'none'}, ${sourceWords(inherited.holidayRegionFrom, '')}`
            : undefined
        }
        checked={isOwnRegion}
        onChange={({ currentTarget }) => {
          setOwnRegion(currentTarget.checked);
          change({ holidayRegion: currentTarget.checked ? inherited.holidayRegion : null });
        }}
      />
      {isOwnRegion ? (
        <RegionField
          region={holidayRegion}
          onChange={(region) => change({ holidayRegion: region })}
        />
      ) : null}
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
              setOwnRegion(said.holidayRegion !== null);
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
