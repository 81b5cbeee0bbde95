import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { formatDay } from '../../format/date.ts';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { AllMetrics } from './all-metrics.tsx';
import { BeforeAfter } from './before-after.tsx';
import { Caveats } from './caveats.tsx';
import { EffectChoices } from './effect-choices.tsx';
import { EffectTools } from './effect-tools.tsx';
import styles from './interventions.module.css';
import { RateWidget } from './rate-widget.tsx';
import { sayOutcome } from './verdict-words.prepare.ts';
import { WeeklyLine } from './weekly-line.tsx';
import { sayWindows } from './windows-words.prepare.ts';

const MarkdownText = lazy(() =>
  import('./markdown-text.tsx').then((m) => ({ default: m.MarkdownText })),
);

/** Did this one help? The address holds all that the comparison was asked with. */
export function InterventionPage() {
  const { interventionId } = useParams({ from: '/interventions_/$interventionId' });
  const { moved, measured, weeks } = useSearch({ from: '/interventions_/$interventionId' });
  const query = useQuery(
    trpc.interventions.effect.queryOptions(
      {
        interventionId,
        ...(moved === undefined ? {} : { metric: moved }),
        ...(measured === undefined ? {} : { clock: measured }),
        ...(weeks === undefined ? {} : { weeks }),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const effect = query.data;
  if (effect === undefined) {
    return (
      <Page title="Did it help?" lead={<Link to="/interventions">All that was changed</Link>}>
        {query.isError ? (
          <ErrorState
            error={query.error}
            height={240}
            what="The comparison"
            onRetry={() => void query.refetch()}
          />
        ) : (
          <LoadingState height={640} label="The comparison: loading" />
        )}
      </Page>
    );
  }
  return (
    <Page title={`Did “${effect.intervention.title}” help?`} lead={<Lead effect={effect} />}>
      <div className={styles.printable}>
        <EffectTools effect={effect} />
        <What effect={effect} />
        {effect.windows.state === 'compared' ? (
          <Compared effect={effect} isStale={query.isPlaceholderData} />
        ) : null}
      </div>
    </Page>
  );
}

function Lead({ effect }: { effect: InterventionEffect }) {
  const { outcome, windows } = effect;
  return (
    <>
      {outcome === null ? null : <p className={styles.sentence}>{sayOutcome(outcome)}.</p>}
      <p>{sayWindows(windows)}</p>
    </>
  );
}

function What({ effect }: { effect: InterventionEffect }) {
  const { description, team, repositories, startedOn, settledOn, createdBy, origin } =
    effect.intervention;
  const settled = settledOn === null ? '' : `, wholly in place on ${formatDay(settledOn)}`;
  const where = repositories.map(({ name }) => name).join(', ');
  return (
    <Widget
      title="What was done, and why"
      subtitle={`From ${formatDay(startedOn)}${settled} · ${team?.name ?? 'everybody'} · ${where === '' ? 'all repositories' : where} · ${origin === 'sample' ? 'part of the sample team’s story' : `written down by ${createdBy}`}`}
    >
      {description === null ? (
        <p className={styles.hint}>Nothing more was written.</p>
      ) : (
        <Suspense fallback={<LoadingState height={80} label="The words: loading" />}>
          <MarkdownText text={description} />
        </Suspense>
      )}
    </Widget>
  );
}

function Compared({ effect, isStale }: { effect: InterventionEffect; isStale: boolean }) {
  return (
    <div className={isStale ? `${styles.compared} ${styles.stale}` : styles.compared}>
      <EffectChoices effect={effect} />
      <BeforeAfter effect={effect} />
      {effect.weeks.length === 0 ? null : <WeeklyLine effect={effect} />}
      <Caveats effect={effect} />
      <RateWidget effect={effect} />
      <AllMetrics effect={effect} />
    </div>
  );
}
