import { NO_HOLIDAYS, type TimesInForce } from '@bellwether/shared/people/working-times.rules';
import { RegionField } from '../../ui/region-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './profile.module.css';
import {
  type HolidayChoiceName,
  holidayChoices,
  inheritedHolidayWords,
  regionOfChoice,
} from './times.prepare.ts';

type HolidayChoiceProps = {
  /** `DE-BE`, `none`, or null: nothing of one's own. */
  said: string | null;
  choice: HolidayChoiceName;
  /** What counts while nothing is said here. */
  inherited: Pick<TimesInForce, 'holidayRegion' | 'holidayRegionFrom'>;
  onChange: (choice: HolidayChoiceName, region: string | null) => void;
};

/** Whose public holidays somebody keeps: those of their team or the organisation, none at all, or those of a place (B13). */
export function HolidayChoice({ said, choice, inherited, onChange }: HolidayChoiceProps) {
  return (
    <div className={styles.holidays}>
      <p className={styles.label}>Public holidays</p>
      <Segmented
        name="Public holidays"
        value={choice}
        options={holidayChoices}
        onChange={(next) => onChange(next, regionOfChoice(next, inherited))}
      />
      {choice === 'inherited' ? (
        <p className={styles.hint}>{inheritedHolidayWords(inherited)}</p>
      ) : null}
      {choice === 'none' ? (
        <p className={styles.hint}>
          Public holidays are worked, whatever the team or the organisation has.
        </p>
      ) : null}
      {choice === 'place' ? (
        <RegionField
          region={said === NO_HOLIDAYS ? null : said}
          placeholder="Name a place, such as Germany, Berlin (DE-BE)"
          onChange={(region) => onChange('place', region)}
        />
      ) : null}
    </div>
  );
}
