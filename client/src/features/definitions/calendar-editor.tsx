import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import type {
  DefinitionSettings,
  SaidCalendar,
} from '@bellwether/shared/definitions/definitions.schema';
import { DaysOff } from '../../ui/days-off.tsx';
import { RegionField } from '../../ui/region-field.tsx';
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
  const calendar = organisationTimes(settings);
  const change = (part: Partial<SaidCalendar>) =>
    onChange(setCalendar(settings, { ...calendar, ...part }));
  return (
    <Widget
      title="When does the organisation work?"
      subtitle="By this clock waits are told in working hours: a Friday night to Monday morning is nothing. A team with a calendar of its own, set on the page “People”, has that for the pull requests of its people."
    >
      <ZoneField timeZone={calendar.timeZone} onChange={(timeZone) => change({ timeZone })} />
      <WeekHours
        weeklyHours={calendar.weeklyHours}
        onChange={(week) =>
          change({ weeklyHours: week.map((hours) => hours.map((span) => ({ ...span }))) })
        }
      />
      <div className={styles.lists}>
        <RegionField
          region={calendar.holidayRegion}
          onChange={(holidayRegion) => change({ holidayRegion })}
        />
      </div>
      <div className={styles.lists}>
        <h3 className={styles.subhead}>Days of your own</h3>
        <DaysOff
          days={calendar.holidaysOn}
          label="Days of your own"
          empty="None: add further days on which nobody works."
          onChange={(holidaysOn) => change({ holidaysOn })}
        />
      </div>
    </Widget>
  );
}
