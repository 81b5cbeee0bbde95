import type {
  ChangedKind,
  WhatChangedAnswer,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { WaterfallBar, WaterfallModel } from '../../charts/depth.types.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCount, formatShare } from '../../format/number.ts';
import { classWords } from '../../shell/filter/slice-words.prepare.ts';
import { clockWords } from './clock-words.prepare.ts';
import { type Say, sayDuration } from './trend.prepare.ts';

type Shift = NonNullable<WhatChangedAnswer['shift']>;

const parts = [
  {
    key: 'mix',
    label: 'Other mix',
    note: 'More of what takes long, or less of it, at the same speed.',
  },
  { key: 'speed', label: 'Speed', note: 'The same kinds of work take another time than before.' },
  { key: 'onlyNow', label: 'Only now', note: 'Kinds of work that the period before did not have.' },
  {
    key: 'onlyBefore',
    label: 'Only before',
    note: 'Kinds of work that this period does not have.',
  },
] as const;

/** From the mean before to the mean now, part by part (B0.4). */
export function prepareWaterfall(answer: WhatChangedAnswer, shift: Shift): WaterfallModel {
  const say = sayDuration(answer);
  const bars: WaterfallBar[] = [wholeBar('Mean before', shift.meanBefore, shift.nBefore, say)];
  let at = shift.meanBefore;
  for (const { key, label, note } of parts) {
    const value = shift[key];
    if (value !== 0) {
      bars.push({
        ...{ key, label, text: saySigned(value, say), from: at, to: at + value },
        kind: value > 0 ? 'longer' : 'shorter',
        readout: { title: label, facts: [{ label: 'Adds', value: saySigned(value, say) }], note },
      });
      at += value;
    }
  }
  bars.push(wholeBar('Mean now', shift.meanNow, shift.nNow, say));
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const ticks = durationTicks(Math.max(...ends), 4);
  return {
    bars,
    range: [Math.min(0, ...ends), ticks.at(-1)?.value ?? 1],
    ticks,
    summary: summarise(answer, shift, say),
    table: {
      columns: ['Part', 'Time'],
      rows: bars.map(({ label, text }) => [label, text]),
    },
  };
}

function wholeBar(label: string, mean: number, n: number, say: Say): WaterfallBar {
  return {
    ...{ key: label, label, text: say(mean), from: 0, to: mean, kind: 'whole' },
    readout: {
      title: label,
      facts: [
        { label: 'Mean', value: say(mean) },
        { label: 'Pull requests', value: formatCount(n) },
      ],
      note: null,
    },
  };
}

function summarise({ metric, clock }: WhatChangedAnswer, shift: Shift, say: Say): string {
  const direction = shift.shift < 0 ? 'shorter' : 'longer';
  const terms = durationTerms[metric].label;
  const told = parts
    .filter(({ key }) => shift[key] !== 0)
    .map(({ key, label }) => `${label.toLowerCase()} ${saySigned(shift[key], say)}`);
  return `${terms}: the mean is ${say(Math.abs(shift.shift))} ${direction} than in the period before, ${say(shift.meanNow)} against ${say(shift.meanBefore)} (${clockWords[clock]}): ${told.join(', ')}.`;
}

export type KindRow = {
  key: string;
  name: string;
  text: string;
  isLonger: boolean;
  sentence: string;
};

/** What adds most, each with its sentence. */
export function prepareKinds(answer: WhatChangedAnswer, shift: Shift): KindRow[] {
  const say = sayDuration(answer);
  return shift.kinds.map((kind) => {
    const value = kind.mix + kind.speed + kind.onlyNow + kind.onlyBefore;
    const name = nameKind(kind);
    return {
      ...{ key: name, name, text: saySigned(value, say), isLonger: value > 0 },
      sentence: explainKind(kind, shift, say),
    };
  });
}

function nameKind({ repository, size, authorClass }: ChangedKind): string {
  const short = repository.slice(repository.indexOf('/') + 1);
  const who = authorClass === 'human' ? '' : `, ${wordOfClass(authorClass)}`;
  return `${short}, size ${size}${who}`;
}

function wordOfClass(authorClass: string): string {
  return Object.hasOwn(classWords, authorClass)
    ? classWords[authorClass as keyof typeof classWords].toLowerCase()
    : authorClass;
}

function explainKind(kind: ChangedKind, { nBefore, nNow }: Shift, say: Say): string {
  const { meanBefore, meanNow } = kind;
  if (meanBefore === null) {
    return `Only now: ${formatCount(kind.nNow)}, ${say(meanNow ?? 0)} in the mean.`;
  }
  if (meanNow === null) {
    return `Only before: ${formatCount(kind.nBefore)}, ${say(meanBefore)} in the mean.`;
  }
  const shares = `${formatShare(kind.nBefore / nBefore)} → ${formatShare(kind.nNow / nNow)} of the work (${saySigned(kind.mix, say)})`;
  return `${shares}; mean ${say(meanBefore)} → ${say(meanNow)} (${saySigned(kind.speed, say)}).`;
}

/** `+8 h`, `−2 d 4 h`, `0 s`. */
export function saySigned(seconds: number, say: Say): string {
  if (Math.round(seconds) === 0) {
    return say(0);
  }
  return `${seconds > 0 ? '+' : '−'}${say(Math.abs(seconds))}`;
}
