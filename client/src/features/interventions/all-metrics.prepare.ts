import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type {
  DurationComparison,
  InterventionEffect,
  RateComparison,
} from '@bellwether/shared/interventions/interventions.schema';
import type { TableTwin } from '../../charts/chart.types.ts';
import { formatCount } from '../../format/number.ts';
import { rateTerms } from './metric-words.prepare.ts';
import {
  sayInOneUnit,
  sayRate,
  sayRatio,
  type VerdictWords,
  verdictOf,
} from './verdict-words.prepare.ts';

export type MetricRow = {
  key: string;
  label: string;
  /** How many stand behind each side. */
  n: string;
  before: string;
  after: string;
  /** The shift of the median, or the ratio of the rates, with its 95 % interval. */
  change: string;
  verdict: VerdictWords;
  /** The one that the page is about. */
  isChosen: boolean;
};

/** Every metric in a row, the durations first. */
export function prepareAllMetrics({
  durations,
  rates,
  metric,
}: Pick<InterventionEffect, 'durations' | 'rates' | 'metric'>): MetricRow[] {
  return [
    ...durations.map((one) => ({ ...durationRow(one), isChosen: one.metric === metric })),
    ...rates.map((one) => ({ ...rateRow(one), isChosen: one.metric === metric })),
  ];
}

const WITHHELD_ROW: VerdictWords = { words: 'withheld', tone: 'open', direction: 'open' };

function durationRow(comparison: DurationComparison): Omit<MetricRow, 'isChosen'> {
  const { metric, before, after, shift, withheld } = comparison;
  const { say, bare, unit } = sayInOneUnit([
    before.p50,
    after.p50,
    shift?.low ?? 0,
    shift?.high ?? 0,
  ]);
  const cell = (seconds: number | null) => (seconds === null ? '–' : say(seconds));
  return {
    key: metric,
    label: durationTerms[metric].label,
    n: withheld === null ? `${formatCount(before.n ?? 0)} / ${formatCount(after.n ?? 0)}` : '–',
    before: cell(before.p50),
    after: cell(after.p50),
    change:
      shift === null
        ? '–'
        : `${bare(shift.shift)} ${unit} (${bare(shift.low)} … ${bare(shift.high)})`,
    verdict: withheld === null ? verdictOf({ kind: 'duration', comparison }) : WITHHELD_ROW,
  };
}

function rateRow(comparison: RateComparison): Omit<MetricRow, 'isChosen'> {
  const { metric, before, after, ratio, withheld } = comparison;
  const isTold = withheld === null;
  return {
    key: metric,
    label: rateTerms[metric].label,
    n: isTold ? `${formatCount(before.events)} / ${formatCount(after.events)}` : '–',
    before: isTold ? sayRate(metric, before) : '–',
    after: isTold ? sayRate(metric, after) : '–',
    change: ratio === null ? '–' : `× ${sayRatio(ratio)}`,
    verdict: isTold ? verdictOf({ kind: 'rate', comparison }) : WITHHELD_ROW,
  };
}

export function tableOf(rows: readonly MetricRow[]): TableTwin {
  return {
    columns: ['Metric', 'n before / after', 'Before', 'After', 'Change (95 % interval)', 'Verdict'],
    rows: rows.map(({ label, n, before, after, change, verdict }) => [
      ...[label, n, before, after, change, verdict.words],
    ]),
  };
}

/** How many of so many comparisons would look clear by chance alone. */
export function sayManyComparisons(rows: readonly MetricRow[]): string {
  const compared = rows.filter(({ change }) => change !== '–').length;
  const expected = (compared * 0.05).toFixed(1);
  return `These are ${compared} comparisons, each with a 95 % interval: even if nothing had changed, about ${expected} of them would look clear. Trust the one that the change was meant to move, and take the others as hints. The shift compares every pair, so it need not be the difference of the two medians.`;
}
