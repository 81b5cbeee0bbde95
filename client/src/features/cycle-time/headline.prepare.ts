import type {
  CycleTimeOverview,
  DurationSummary,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { Durations } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { MetricBasis } from '@bellwether/shared/sync-status/sync-status.schema';
import { formatCountOf } from '../../format/number.ts';
import { sayBothClocks } from './clock-words.prepare.ts';
import { type Say, sayDuration } from './trend.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

export type Headline = {
  label: string;
  /** Null: not known, and `detail` says why. */
  value: string | null;
  detail: string;
  /** Only where the two periods differ beyond chance (B0.6); `better` is shorter. */
  change: { direction: 'down' | 'up'; isBetter: boolean; words: string } | null;
};

/** A number that stands on too little is not told. */
export function withhold(headline: Headline, basis: MetricBasis): Headline {
  return basis.level === 'insufficient'
    ? { ...headline, value: null, change: null, detail: 'insufficient: too little is known yet' }
    : headline;
}

/** Median, p75 and p90 of the period beside the period before. */
export function prepareHeadlines(overview: CycleTimeOverview, other?: Durations): Headline[] {
  const say = sayDuration(overview);
  const { summary, previous } = overview;
  const change = compare(summary, previous.summary, say);
  return [
    {
      label: `Median ${durationTerms[overview.metric].label.toLowerCase()}`,
      value: summary.p50 === null ? null : say(summary.p50),
      detail:
        describeClocks(overview, other) +
        describeMedian(summary, say) +
        describeNoChange(overview, change, say),
      change,
    },
    upper('Three of four within', summary.p75, previous.summary.p75, say),
    upper('Nine of ten within', summary.p90, previous.summary.p90, say),
  ];
}

/** Both clocks side by side, as soon as the other one is known (B13). */
function describeClocks({ clock, summary }: CycleTimeOverview, other: Durations | undefined) {
  const otherMedian = other === undefined || other.clock === clock ? null : other.summary.p50;
  return otherMedian === null || summary.p50 === null
    ? ''
    : `${sayBothClocks(clock, summary.p50, otherMedian)}; `;
}

function describeMedian(summary: DurationSummary, say: Say): string {
  if (summary.n === null) {
    return WITHHELD;
  }
  const n = formatCountOf(summary.n, 'pull request');
  if (summary.p50 === null) {
    return summary.n === 0 ? 'nothing finished in this period' : `${n}: too few for a median`;
  }
  const { interval80 } = summary;
  return interval80 === null
    ? n
    : `80 % interval ${say(interval80[0])} – ${say(interval80[1])}, n\u00a0=\u00a0${countOrDash(summary.n)}`;
}

/** Where the change beyond chance is missing, the median before still stands beside this one. */
function describeNoChange(
  { summary, previous }: CycleTimeOverview,
  change: Headline['change'],
  say: Say,
): string {
  return change !== null || summary.p50 === null || previous.summary.p50 === null
    ? ''
    : `; period before: ${say(previous.summary.p50)}, no clear change`;
}

/** A change is called one only when the 80 % intervals of the two medians do not overlap. */
function compare(now: DurationSummary, before: DurationSummary, say: Say): Headline['change'] {
  if (
    now.p50 === null ||
    before.p50 === null ||
    now.interval80 === null ||
    before.interval80 === null
  ) {
    return null;
  }
  const words = `was ${say(before.p50)}`;
  if (now.interval80[1] < before.interval80[0]) {
    return { direction: 'down', isBetter: true, words };
  }
  if (now.interval80[0] > before.interval80[1]) {
    return { direction: 'up', isBetter: false, words };
  }
  return null;
}

function upper(label: string, now: number | null, before: number | null, say: Say): Headline {
  return {
    label,
    value: now === null ? null : say(now),
    detail: before === null ? 'no period before to compare' : `period before: ${say(before)}`,
    change: null,
  };
}
