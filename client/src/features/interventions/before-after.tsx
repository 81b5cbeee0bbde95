import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { isDurationMetric } from '@bellwether/shared/interventions/interventions.terms';
import { type ReactNode, useState } from 'react';
import { NumberTable } from '../../charts/number-table.tsx';
import type { SpreadModel } from '../../charts/spread.types.ts';
import { SpreadChart } from '../../charts/spread-chart.tsx';
import { useNow } from '../../lib/use-now.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import styles from './interventions.module.css';
import { rateTerms } from './metric-words.prepare.ts';
import { RateSides } from './rate-sides.tsx';
import { prepareSpread } from './spread.prepare.ts';
import { VerdictBadge } from './verdict-badge.tsx';
import { sayChance, sayEnough, verdictOf } from './verdict-words.prepare.ts';

/** The answer: what it was, what it is, by how much, and how sure that is. */
export function BeforeAfter({ effect }: { effect: InterventionEffect }) {
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const { outcome, metric, clock, dots } = effect;
  if (outcome === null) {
    return null;
  }
  const model = outcome.kind === 'duration' ? prepareSpread(outcome.comparison, dots) : undefined;
  const isWithheld = outcome.comparison.withheld !== null;
  return (
    <Widget
      title="Before and after"
      subtitle={subtitleOf(metric, clock, dots !== null)}
      basis={prepareBasis(effect.basis.metric, now)}
      actions={
        model === undefined || isWithheld ? undefined : (
          <ChartTools
            what="Before and after"
            isTable={isTable}
            onToggle={() => setTable(!isTable)}
            table={model.table}
          />
        )
      }
    >
      {isWithheld ? (
        <EmptyState title={WITHHELD} height={160} />
      ) : (
        <Answer outcome={outcome} model={isTable ? undefined : model}>
          {model !== undefined && isTable ? (
            <NumberTable caption={model.summary} table={model.table} />
          ) : null}
        </Answer>
      )}
    </Widget>
  );
}

type AnswerProps = {
  outcome: NonNullable<InterventionEffect['outcome']>;
  /** What is drawn; undefined: nothing. */
  model: SpreadModel | undefined;
  /** The numbers, where they stand for the drawing. */
  children: ReactNode;
};

function Answer({ outcome, model, children }: AnswerProps) {
  return (
    <>
      <div className={styles.answer}>
        <VerdictBadge verdict={verdictOf(outcome)} />
        <p>{sayEnough(outcome)}</p>
        <p className={styles.hint}>{sayChance(outcome)}</p>
      </div>
      {children}
      {model === undefined ? null : <SpreadChart model={model} />}
      {outcome.kind === 'rate' ? <RateSides comparison={outcome.comparison} /> : null}
    </>
  );
}

function subtitleOf(
  metric: InterventionEffect['metric'],
  clock: InterventionEffect['clock'],
  hasDots: boolean,
): string {
  if (!isDurationMetric(metric)) {
    const { label, rule } = rateTerms[metric];
    return `${label} (${rule}). The interval of the ratio is exact: the counts after, given all counts, are binomial.`;
  }
  const { label, from, to, bucketedBy, rule } = durationTerms[metric];
  const hours = clock === 'work' ? 'working hours' : 'all hours';
  const drawn = hasDots ? 'A dot is one pull request; the' : 'The';
  return `${label}, from ${from} to ${to}, ${hours}; each counts on the day of its ${bucketedBy} (${rule}). ${drawn} box holds the middle half, the line is the median with its 80 % interval. The shift is Hodges and Lehmann’s, with a 95 % interval.`;
}
