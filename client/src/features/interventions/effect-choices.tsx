import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import {
  isDurationMetric,
  mostWeeks,
  usualWeeks,
} from '@bellwether/shared/interventions/interventions.terms';
import { daysBetween } from '@bellwether/shared/time/calendar-day';
import { useNavigate } from '@tanstack/react-router';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { EffectSearch } from './effect-search.schema.ts';
import styles from './interventions.module.css';
import { metricOptions } from './metric-words.prepare.ts';

/** By which metric, which clock, and how many weeks; the answer is in the address. */
export function EffectChoices({ effect }: { effect: InterventionEffect }) {
  const navigate = useNavigate({ from: '/interventions/$interventionId' });
  const choose = (part: EffectSearch) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const { metric, clock, windows, now, intervention } = effect;
  if (windows.state !== 'compared') {
    return null;
  }
  const since = intervention.settledOn ?? intervention.startedOn;
  const passed = Math.min(mostWeeks, Math.floor(daysBetween(since, now.slice(0, 10)) / 7));
  const lengths = [...new Set([2, 4, 8, usualWeeks, windows.weeks, passed])]
    .filter((weeks) => weeks <= passed)
    .sort((a, b) => a - b);
  return (
    <div className={styles.choices} data-in-print="no">
      <OneChoice
        name="Metric"
        value={metric}
        width={300}
        options={metricOptions}
        onChange={(moved) => choose({ moved })}
      />
      {isDurationMetric(metric) ? (
        <Segmented
          name="Clock"
          value={clock}
          isSmall
          options={[
            { value: 'wall', label: 'All hours' },
            { value: 'work', label: 'Working hours' },
          ]}
          onChange={(measured) => choose({ measured })}
        />
      ) : null}
      <OneChoice
        name="Weeks on each side"
        value={String(windows.weeks)}
        options={lengths.map((weeks) => ({
          value: String(weeks),
          label: weeks === 1 ? '1 week on each side' : `${weeks} weeks on each side`,
        }))}
        onChange={(weeks) => choose({ weeks: Number(weeks) })}
      />
    </div>
  );
}
