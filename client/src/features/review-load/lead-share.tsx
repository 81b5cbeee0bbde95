import type {
  LeadShares,
  ReviewLoadOverview,
} from '@bellwether/shared/review-load/review-load.schema';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { TrendModel } from '../../charts/chart.types.ts';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { trpc } from '../../lib/trpc.ts';
import { useAnnotations } from '../../shell/filter/use-annotations.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { OneChoice } from '../../ui/one-choice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { addMarks } from '../cycle-time/change-marks.prepare.ts';
import {
  bandOf,
  bandWords,
  closeBuckets,
  type LeadPart,
  partWords,
  prepareLeadTrend,
  shareOrDash,
  verdict,
} from './lead.prepare.ts';
import { callName } from './load-words.prepare.ts';
import styles from './review-load.module.css';
import { useLoadBasis } from './use-load-basis.ts';

const BandForm = lazy(() => import('./band-form.tsx').then((m) => ({ default: m.BandForm })));

const HEIGHT = 240;

const legend: LegendEntry[] = [
  { label: 'The lead’s share', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'Still filling', color: 'var(--bw-accent)', shape: 'dotted' },
  { label: 'Band that the team set', color: 'var(--bw-band)', shape: 'area' },
];

/** How much of the reviewing and of the coding the lead does, against what the team wants. */
export function LeadShare({ overview }: { overview: ReviewLoadOverview | undefined }) {
  const { input } = useFilter();
  const { filter, bucket } = input;
  const [teamId, setTeamId] = useState<string | null>(null);
  const [part, setPart] = useState<LeadPart>('review');
  const [isTable, setTable] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const query = useQuery(
    trpc.reviewLoad.lead.queryOptions(
      { filter, bucket, teamId },
      { placeholderData: keepPreviousData },
    ),
  );
  const annotations = useAnnotations(filter);
  const team = query.data?.team ?? null;
  const zone = overview?.zone ?? 'UTC';
  const now = overview?.now ?? '';
  const model = useMemo(
    () =>
      team === null || team.shares === null
        ? undefined
        : addMarks(
            prepareLeadTrend(team, team.shares, part, { size: bucket, zone, now }),
            annotations,
            {
              buckets: closeBuckets(team.shares.buckets, overview?.buckets.at(-1)?.end ?? now),
              zone,
            },
          ),
    [team, part, bucket, zone, now, annotations, overview],
  );
  const teams = query.data?.teams ?? [];
  return (
    <Widget
      title="The lead’s own share"
      subtitle={`${partWords[part].label}: ${partWords[part].of}`}
      actions={
        <ChartTools
          what="Share"
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model?.table}
        />
      }
      basis={useLoadBasis(overview, 'reviews')}
    >
      <div className={styles.form}>
        {teams.length < 2 || team === null ? null : (
          <OneChoice
            name="Team"
            value={team.id}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setTeamId}
          />
        )}
        <Segmented
          name="Share of what"
          isSmall
          value={part}
          options={[
            { value: 'review', label: 'Reviewing' },
            { value: 'coding', label: 'Coding' },
          ]}
          onChange={setPart}
        />
        {team?.mayChange ? (
          <Button
            size="xs"
            variant="default"
            aria-expanded={isEditing}
            onClick={() => setEditing(!isEditing)}
          >
            {bandOf(team, part) === null ? 'Set a band' : 'Change the band'}
          </Button>
        ) : null}
      </div>
      {isEditing && team !== null ? (
        <Suspense fallback={null}>
          <BandForm
            key={`${team.id} ${team.version}`}
            team={team}
            onDone={() => setEditing(false)}
          />
        </Suspense>
      ) : null}
      <QueryView query={query} what="The share" height={HEIGHT + 60}>
        {({ team: shown }) =>
          shown === null || shown.shares === null || model === undefined ? (
            <NoShare team={shown} />
          ) : (
            <Shares team={shown} shares={shown.shares} {...{ part, model, isTable }} />
          )
        }
      </QueryView>
    </Widget>
  );
}

type SharesProps = {
  team: NonNullable<LeadShares['team']>;
  shares: NonNullable<NonNullable<LeadShares['team']>['shares']>;
  part: LeadPart;
  model: TrendModel;
  isTable: boolean;
};

function Shares({ team, shares, part, model, isTable }: SharesProps) {
  const band = bandOf(team, part);
  return (
    <>
      <p className={styles.legend}>
        <strong>{team.lead === null ? '' : callName(team.lead)}</strong>
        <span>
          {shareOrDash(shares.now[part])} in this period, {shareOrDash(shares.before[part])} in the
          one before; {bandWords(band)}
        </span>
        <strong>{verdict(shares.now[part], band)}</strong>
      </p>
      {isTable ? (
        <NumberTable caption={model.summary} table={model.table} />
      ) : (
        <>
          <Legend entries={band === null ? legend.slice(0, 2) : legend} />
          <TrendChart model={model} height={HEIGHT} />
        </>
      )}
    </>
  );
}

function NoShare({ team }: { team: LeadShares['team'] }) {
  if (team === null) {
    return (
      <EmptyState title="There is no team yet" height={HEIGHT}>
        <p>A lead leads a team: teams come from GitHub, or are named on the page People.</p>
      </EmptyState>
    );
  }
  if (team.lead === null) {
    return (
      <EmptyState title={`Nobody is known to lead ${team.name}`} height={HEIGHT}>
        <p>
          {team.mayChange
            ? 'Say who it is with the button above, or give somebody the role on the page Access.'
            : 'Somebody with the role over the team, or named with its band, would be shown here.'}
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="A single person’s numbers are not shown to your role" height={HEIGHT}>
      <p>
        {bandOf(team, 'review') === null && bandOf(team, 'coding') === null
          ? 'The team has set no band.'
          : `The team wants: reviewing ${bandWords(bandOf(team, 'review'))}, coding ${bandWords(bandOf(team, 'coding'))}.`}
      </p>
    </EmptyState>
  );
}
