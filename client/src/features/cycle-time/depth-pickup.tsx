import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type {
  PickupCurveAnswer,
  WeeklyPattern,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { HeatChart } from '../../charts/heat-chart.tsx';
import { Legend } from '../../charts/legend.tsx';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ChartPart } from './chart-part.tsx';
import { clockWords } from './clock-words.prepare.ts';
import cycleStyles from './cycle-time.module.css';
import styles from './depth.module.css';
import { depthOptions } from './depth-options.ts';
import type { DepthProps } from './depth-tabs.tsx';
import { prepareCurve, sayChance, sayWatched } from './pickup-curve.prepare.ts';
import { prepareWeek, type WeekLayer } from './weekly-pattern.prepare.ts';
import { WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 240;
const hours = [1, 2, 4, 8, 24, 48, 72];

/** How fast work is picked up, those that wait included; and when in the week it comes and is looked at. */
export function DepthPickup({ overview }: DepthProps) {
  const { search } = useFilter();
  const clock: Clock = search.clock ?? 'work';
  return (
    <div className={cycleStyles.halves}>
      <Curve overview={overview} clock={clock} />
      <Week overview={overview} clock={clock} />
    </div>
  );
}

type PartProps = DepthProps & { clock: Clock };

function Curve({ overview, clock }: PartProps) {
  const { input } = useFilter();
  const [asked, setAsked] = useState('4');
  const query = useQuery(
    trpc.cycleTime.pickupCurve.queryOptions(
      { filter: input.filter, clock, hours },
      depthOptions(overview),
    ),
  );
  return (
    <ChartPart
      title="How soon is it picked up?"
      subtitle={`Share with a first review by time since it became ready, those still open included (Kaplan–Meier, B4.5); ${clockWords[clock]}. Counted by when it became ready.`}
      what="Curve"
      query={query}
      height={HEIGHT + 96}
      overview={overview}
      basis="waiting"
      prepare={prepareCurve}
      empty={nothingInCurve}
      foot={({ current }) => (
        <p className={styles.note}>
          {sayWatched(current)} One that ends without a review leaves the curve at its end.
        </p>
      )}
    >
      {(model) => (
        <>
          <p className={styles.lead} aria-live="polite">
            {query.data === undefined
              ? null
              : (sayChance(query.data, Number(asked)) ?? 'Nobody was watched for so long.')}
          </p>
          <div className={styles.hours}>
            Within
            <OneChoice
              name={`Within how many ${clock === 'work' ? 'working ' : ''}hours`}
              value={asked}
              width={140}
              options={hours.map((hour) => ({
                value: String(hour),
                label: `${hour} ${hour === 1 ? 'hour' : 'hours'}`,
              }))}
              onChange={setAsked}
            />
            <Legend
              entries={[
                { label: 'Picked up', color: 'var(--bw-accent)', shape: 'line' },
                { label: '95 % interval', color: 'var(--bw-band)', shape: 'area' },
                { label: 'Period before', color: 'var(--bw-previous)', shape: 'faint' },
              ]}
            />
          </div>
          <CurveChart model={model} height={HEIGHT} />
        </>
      )}
    </ChartPart>
  );
}

function nothingInCurve({ current }: PickupCurveAnswer) {
  if (current.withheld !== null) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  return current.points.length > 0 ? null : (
    <EmptyState title="Insufficient: fewer than 5 became ready in this period" height={HEIGHT}>
      <p>{sayWatched(current)} Choose a longer period or fewer filters.</p>
    </EmptyState>
  );
}

const layers: { value: WeekLayer; label: string }[] = [
  { value: 'ready', label: 'Ready' },
  { value: 'reviewed', label: 'Reviews' },
  { value: 'pickup', label: 'Wait' },
];

function Week({ overview, clock }: PartProps) {
  const { input } = useFilter();
  const [layer, setLayer] = useState<WeekLayer>('ready');
  const [zone, setZone] = useState<'team' | 'own' | 'utc'>('team');
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = { team: undefined, own: ownZone, utc: 'UTC' };
  const query = useQuery(
    trpc.cycleTime.week.queryOptions(
      { filter: input.filter, clock, zone: zones[zone] },
      depthOptions(overview),
    ),
  );
  const prepare = useCallback((week: WeeklyPattern) => prepareWeek(week, layer), [layer]);
  return (
    <ChartPart
      title="When in the week?"
      subtitle={`Hours of the week${query.data === undefined ? '' : ` in ${query.data.zone.replaceAll('_', ' ')}`}: what becomes ready, first reviews, and the median wait of what becomes ready then.`}
      what="Week"
      query={query}
      height={HEIGHT + 96}
      overview={overview}
      basis="waiting"
      prepare={prepare}
      empty={nothingInWeek}
    >
      {(model) => (
        <>
          <div className={styles.hours}>
            <Segmented name="Shown" isSmall value={layer} options={layers} onChange={setLayer} />
            <OneChoice
              name="Zone"
              value={zone}
              width={200}
              options={[
                { value: 'team', label: 'Team’s zone' },
                { value: 'own', label: 'My zone', hint: ownZone },
                { value: 'utc', label: 'UTC' },
              ]}
              onChange={setZone}
            />
          </div>
          <p className={styles.lead} aria-live="polite">
            {model.summary}
          </p>
          <HeatChart model={model} height={HEIGHT} />
          <div className={styles.scale}>
            less <span className={styles.ramp} /> more
          </div>
        </>
      )}
    </ChartPart>
  );
}

function nothingInWeek({ ready, reviewed, cells }: WeeklyPattern) {
  if (ready === null && reviewed === null && cells.every((cell) => cell.ready === null)) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  return ready === 0 && reviewed === 0 ? (
    <EmptyState title="Nothing became ready in this period" height={HEIGHT}>
      <p>Choose a longer period or fewer filters.</p>
    </EmptyState>
  ) : null;
}
