import type { Profile } from '@bellwether/shared/people/profile.schema';
import { describeStrip, prepareStrip } from './absence-strip.prepare.ts';
import styles from './profile.module.css';

const weekdays = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'];

/** Thirteen weeks at a glance; the list beside it says the same in words. */
export function AbsenceStrip({ profile }: { profile: Profile }) {
  const weeks = prepareStrip(profile);
  return (
    <figure className={styles.strip}>
      <div className={styles.cells} role="img" aria-label={describeStrip(weeks, profile.today)}>
        <div className={styles.column}>
          <span className={styles.month} />
          {weekdays.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week never move
            <span key={at} className={styles.weekday}>
              {name}
            </span>
          ))}
        </div>
        {weeks.map(({ month, days }) => (
          <div key={days[0]?.day} className={styles.column}>
            <span className={styles.month}>{month}</span>
            {days.map(({ day, state, isToday, words }) => (
              <span
                key={day}
                className={styles.cell}
                data-state={state}
                data-today={isToday}
                title={words}
              />
            ))}
          </div>
        ))}
      </div>
      <figcaption className={styles.legend}>
        <span className={styles.cell} data-state="away" aria-hidden="true" /> away
        <span className={styles.cell} data-state="holiday" aria-hidden="true" /> holiday
        <span className={styles.cell} data-state="work" aria-hidden="true" /> at work
        <span className={styles.cell} data-state="work" data-today="true" aria-hidden="true" />{' '}
        today
      </figcaption>
    </figure>
  );
}
