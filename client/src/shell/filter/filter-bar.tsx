import {
  type BucketSize,
  type CycleTimeMetric,
  cycleTimeMetrics,
  defaultClockOf,
} from '@bellwether/shared/cycle-time/cycle-time.terms';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { IconAdjustmentsHorizontal, IconRuler2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { ManyChoice } from '../../ui/many-choice.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import pickerStyles from '../../ui/picker.module.css';
import { Picker } from '../../ui/picker.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { countFilters, countSlices, describeChoice } from './filter.prepare.ts';
import styles from './filter-bar.module.css';
import { PeriodPicker } from './period-picker.tsx';
import { useFilter } from './use-filter.ts';

const buckets: { value: BucketSize; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
];

const metricOptions = cycleTimeMetrics.map((value) => ({
  value,
  label: durationTerms[value].label,
}));

const ViewsPicker = lazy(() =>
  import('../../features/saved-views/views-picker.tsx').then((m) => ({ default: m.ViewsPicker })),
);

const SlicePanel = lazy(() => import('./slice-panel.tsx').then((m) => ({ default: m.SlicePanel })));

type FilterBarProps = {
  /** Choices that mean nothing on this page. */
  without?: readonly ('bucket' | 'metric' | 'clock' | 'authors' | 'branches' | 'slices')[];
};

/** What the whole screen is about. Everything chosen here is in the address. */
export function FilterBar({ without = [] }: FilterBarProps) {
  const { search, today, input, change } = useFilter();
  const [isOpen, setOpen] = useState(false);
  const count = countFilters(search);
  const mayKeepViews = useMay('saved-views.own');
  return (
    <search className={styles.bar} aria-label="Filters">
      <div className={styles.row}>
        <PeriodPicker search={search} today={today} onChange={change} />
        <button
          type="button"
          className={`${pickerStyles.button} ${styles.more}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconAdjustmentsHorizontal size={16} aria-hidden="true" />
          {count === 0 ? 'Filters' : `Filters (${count})`}
        </button>
        <div className={styles.rest} data-open={isOpen}>
          {without.includes('bucket') ? null : (
            <Segmented
              name="One point for each"
              value={input.bucket}
              options={buckets}
              onChange={(bucket) => change({ bucket: bucket === 'week' ? undefined : bucket })}
            />
          )}
          {without.includes('metric') ? null : (
            <OneChoice<CycleTimeMetric>
              name="Measure"
              icon={<IconRuler2 size={16} aria-hidden="true" />}
              value={input.metric}
              options={metricOptions}
              onChange={(metric) =>
                change({ metric: metric === 'review-cycle' ? undefined : metric })
              }
            />
          )}
          {without.includes('clock') ? null : (
            <Segmented
              name="Clock"
              value={input.clock}
              options={[
                { value: 'wall', label: 'All hours' },
                { value: 'work', label: 'Work hours' },
              ]}
              onChange={(clock) =>
                change({ clock: clock === defaultClockOf(input.metric) ? undefined : clock })
              }
            />
          )}
          <Choices without={without} />
        </div>
        {mayKeepViews ? (
          <Suspense fallback={null}>
            <ViewsPicker />
          </Suspense>
        ) : null}
      </div>
    </search>
  );
}

const orNothing = (chosen: string[]) => (chosen.length === 0 ? undefined : chosen);

const asChoices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function Choices({ without }: Required<FilterBarProps>) {
  const { search, change } = useFilter();
  const choices = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data;
  const repositories = (choices?.repositories ?? []).map((r) => ({
    value: r.id,
    label: r.repository,
  }));
  const names = (search.repositories ?? []).map(
    (id) => repositories.find((r) => r.value === id)?.label ?? id,
  );
  return (
    <>
      <ManyChoice
        name="Repositories"
        summary={describeChoice(names, 'repositories')}
        options={repositories}
        chosen={search.repositories ?? []}
        onChange={(chosen) => change({ repositories: orNothing(chosen) })}
      />
      {without.includes('authors') ? null : <AuthorChoice />}
      <TeamChoice />
      {without.includes('slices') ? null : (
        <SliceChoice withBranches={!without.includes('branches')} />
      )}
    </>
  );
}

/** What the changes themselves are like: everything that is seldom chosen, behind one button. */
function SliceChoice({ withBranches }: { withBranches: boolean }) {
  const { search } = useFilter();
  const count = countSlices(search);
  return (
    <Picker
      name="More filters"
      value={count === 0 ? 'More' : `More (${count})`}
      isChosen={count > 0}
      width={300}
    >
      {() => (
        <Suspense fallback={null}>
          <SlicePanel withBranches={withBranches} />
        </Suspense>
      )}
    </Picker>
  );
}

/** Only for those who see pull requests one by one, or where the address asks for somebody. */
function AuthorChoice() {
  const { search, change } = useFilter();
  const maySeeEach = useMay('pull-requests.read');
  const authors = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data?.authors ?? [];
  return maySeeEach || search.authors !== undefined ? (
    <ManyChoice
      name="Authors"
      summary={describeChoice(search.authors ?? [], 'authors')}
      options={asChoices(authors)}
      chosen={search.authors ?? []}
      onChange={(chosen) => change({ authors: orNothing(chosen) })}
    />
  ) : null;
}

/** Only where there are teams, or the address asks for one. */
function TeamChoice() {
  const { search, change } = useFilter();
  const teams = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data?.teams ?? [];
  const chosen = search.teams ?? [];
  if (teams.length === 0 && chosen.length === 0) {
    return null;
  }
  const names = chosen.map(
    (handle) => teams.find((team) => team.handle === handle)?.name ?? handle,
  );
  const hasTwins = new Set(teams.map(({ name }) => name)).size < teams.length;
  return (
    <ManyChoice
      name="Teams"
      summary={describeChoice(names, 'teams')}
      options={teams.map(({ handle, name }) => ({
        value: handle,
        label: hasTwins ? `${name} (${handle})` : name,
      }))}
      chosen={chosen}
      onChange={(next) => change({ teams: orNothing(next) })}
    />
  );
}
