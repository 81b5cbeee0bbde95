import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type {
  DurationComparison,
  Outcome,
  RateComparison,
} from '@bellwether/shared/interventions/interventions.schema';
import {
  fewestDurations,
  fewestEvents,
  type Verdict,
} from '@bellwether/shared/interventions/verdict.rules';
import { formatCount } from '../../format/number.ts';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import { rateTerms } from './metric-words.prepare.ts';

const MINUS = '−';
const NBSP = '\u00a0';
const units = [
  { name: 'd', seconds: 86_400, from: 20 * 86_400 },
  { name: 'h', seconds: 3600, from: 2 * 3600 },
  { name: 'min', seconds: 60, from: 120 },
  { name: 's', seconds: 1, from: 0 },
] as const;

/** Says durations in the one unit that suits the largest of them, so that they can be compared: `97 h`, `+3 h`, `−77 h`. */
export function sayInOneUnit(all: readonly (number | null)[]): {
  say: (seconds: number) => string;
  /** With its sign, the unit left out. */
  bare: (seconds: number) => string;
  unit: string;
} {
  const largest = Math.max(0, ...all.map((seconds) => Math.abs(seconds ?? 0)));
  const unit = units.find(({ from }) => largest >= from) ?? units[3];
  const count = (seconds: number) => {
    const value = Math.abs(seconds) / unit.seconds;
    return value > 0 && value < 10 ? String(Number(value.toFixed(1))) : formatCount(value);
  };
  return {
    say: (seconds) => `${seconds < 0 ? MINUS : ''}${count(seconds)}${NBSP}${unit.name}`,
    bare: (seconds) => `${signOf(seconds)}${count(seconds)}`,
    unit: unit.name,
  };
}

function signOf(value: number): string {
  if (value === 0) {
    return '';
  }
  return value < 0 ? MINUS : '+';
}

/** What an outcome means for a team. Never said by colour alone. */
export type Tone = 'better' | 'worse' | 'same' | 'open';

/** `direction`: where the numbers went, whatever that is worth. */
export type VerdictWords = {
  words: string;
  tone: Tone;
  direction: 'down' | 'up' | 'same' | 'open';
};

const unclear: Readonly<Record<Exclude<Verdict, 'clearly-less' | 'clearly-more'>, VerdictWords>> = {
  'about-the-same': { words: 'about the same', tone: 'same', direction: 'same' },
  'cannot-tell': { words: 'cannot be told yet', tone: 'open', direction: 'open' },
  'not-enough': { words: 'not enough data', tone: 'open', direction: 'open' },
};

export function verdictOf(outcome: Outcome): VerdictWords {
  const { verdict } = outcome.comparison;
  if (verdict !== 'clearly-less' && verdict !== 'clearly-more') {
    return unclear[verdict];
  }
  const isLess = verdict === 'clearly-less';
  const direction = isLess ? 'down' : 'up';
  if (outcome.kind === 'duration') {
    return isLess
      ? { words: 'clearly shorter', tone: 'better', direction }
      : { words: 'clearly longer', tone: 'worse', direction };
  }
  const { isMoreBetter, isShare } = rateTerms[outcome.comparison.metric];
  const fewer = isShare ? 'clearly lower' : 'clearly fewer';
  const more = isShare ? 'clearly higher' : 'clearly more';
  return {
    words: isLess ? fewer : more,
    tone: isLess === isMoreBetter ? 'worse' : 'better',
    direction,
  };
}

/** `Review cycle time: 97 h → 20 h, shift −77 h (−88 … −72), clearly shorter` */
export function sayOutcome(outcome: Outcome): string {
  return outcome.kind === 'duration'
    ? sayDurations(outcome.comparison, verdictOf(outcome).words)
    : sayRates(outcome.comparison, verdictOf(outcome).words);
}

function sayDurations(comparison: DurationComparison, verdict: string): string {
  const { metric, clock, before, after, shift, withheld } = comparison;
  const label = `${durationTerms[metric].label}${clock === 'work' ? ', working hours' : ''}`;
  if (withheld !== null) {
    return `${label}. ${WITHHELD}`;
  }
  if (shift === null || before.p50 === null || after.p50 === null) {
    return `${label}: ${before.n ?? 0} before and ${after.n ?? 0} after, too few to compare`;
  }
  const { say, bare } = sayInOneUnit([before.p50, after.p50, shift.low, shift.high]);
  const unit = sayInOneUnit([before.p50, after.p50, shift.low, shift.high]).unit;
  const interval = `${bare(shift.low)} … ${bare(shift.high)}`;
  return `${label}: ${say(before.p50)} → ${say(after.p50)}, shift ${bare(shift.shift)}${NBSP}${unit} (${interval}), ${verdict}`;
}

function sayRates(comparison: RateComparison, verdict: string): string {
  const { metric, before, after, ratio, withheld } = comparison;
  const { label } = rateTerms[metric];
  if (withheld !== null) {
    return `${label}. ${WITHHELD}`;
  }
  if (ratio === null) {
    return `${label}: nothing happened on either side, or there was nothing for it to happen in`;
  }
  const sides = `${sayRate(metric, before)} → ${sayRate(metric, after)}`;
  return `${label}: ${sides}, ratio ${sayRatio(ratio)}, ${verdict}`;
}

/** `0.45 (0.18 … 1.07)` */
export function sayRatio({ ratio, low, high }: NonNullable<RateComparison['ratio']>): string {
  const upper = high === null ? 'no upper end' : sayNumber(high);
  return `${ratio === null ? 'not known' : sayNumber(ratio)} (${sayNumber(low)} … ${upper})`;
}

/** The rate in the unit of its label; a dash where there was nothing for it to happen in. */
export function sayRate(
  metric: RateComparison['metric'],
  { events, exposure }: RateComparison['before'],
): string {
  const { scale, isShare } = rateTerms[metric];
  if (exposure === 0) {
    return '–';
  }
  return `${sayNumber((events / exposure) * scale)}${isShare ? '\u202f%' : ''}`;
}

export function sayNumber(value: number): string {
  if (value >= 100) {
    return formatCount(value);
  }
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** What chance has to do with it, in words before the number; null: it was not compared. */
export function sayChance({ comparison }: Outcome): string | null {
  const p = 'test' in comparison ? (comparison.test?.p ?? null) : (comparison.ratio?.p ?? null);
  if (p === null) {
    return null;
  }
  return `If nothing had changed, chance alone would bring a difference as large in ${sayShare(p)} (p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}).`;
}

function sayShare(p: number): string {
  if (p < 0.001) {
    return 'fewer than 1 of 1\u202f000 cases';
  }
  const percent = p * 100;
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)}\u202f% of cases`;
}

/** Whether there is enough to say something, and the rule by which that is decided. */
export function sayEnough(outcome: Outcome): string {
  const { comparison } = outcome;
  if (comparison.withheld !== null) {
    return WITHHELD;
  }
  if (outcome.kind === 'duration') {
    const { before, after } = outcome.comparison;
    return sayEnoughOf(
      outcome.comparison.verdict,
      `${formatCount(before.n ?? 0)} pull requests before and ${formatCount(after.n ?? 0)} after`,
      `at least ${fewestDurations} on each side are compared`,
    );
  }
  const { before, after, metric } = outcome.comparison;
  const [, many] = rateTerms[metric].event;
  return sayEnoughOf(
    comparison.verdict,
    `${formatCount(before.events)} ${many} before and ${formatCount(after.events)} after`,
    `at least ${fewestEvents} in all are compared`,
  );
}

function sayEnoughOf(verdict: Verdict, counts: string, rule: string): string {
  switch (verdict) {
    case 'not-enough':
      return `Not enough data: ${counts}; ${rule}.`;
    case 'cannot-tell':
      return `Enough to compare, not enough to tell: ${counts}, and the interval holds no difference beside large ones.`;
    case 'about-the-same':
      return `Enough data: ${counts}. The interval holds nothing but differences up to a quarter of what was before.`;
    default:
      return `Enough data: ${counts}. The interval leaves “no difference” out.`;
  }
}
