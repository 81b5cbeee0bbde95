import type { Receipt, ReceiptStep } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { formatInstant, type InstantOptions } from '../../format/date.ts';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';

export type ReceiptRow = {
  key: string;
  label: string;
  /** Null: not known; then `whyNull` says why. */
  value: string | null;
  rule: string;
  arithmetic: string | null;
  whyNull: string | null;
  /** What stands in the place of a value that is not known: the reason, without its full stop. */
  inPlace: string | null;
  steps: {
    key: string;
    when: string | null;
    text: string;
    effect: Effect;
    rule: string;
    url: string | null;
  }[];
};

export type Effect = { kind: ReceiptStep['effect']; words: string };

const effects: Record<ReceiptStep['effect'], string> = {
  start: 'starts',
  end: 'ends',
  subtracted: 'taken off',
  ignored: 'left out',
  info: 'note',
};

const gradeWords: Record<string, string> = {
  emergency: 'Emergency',
  'bot-auto': 'Bot, by policy',
  unreviewed: 'Unreviewed',
  'approved-silent': 'Approved in silence',
  discussed: 'Discussed',
  light: 'A light review',
  standard: 'A standard review',
  deep: 'A deep review',
};

/** One number by both clocks where it has two, the wall clock's first. */
export type ReceiptEntry = {
  key: string;
  label: string;
  value: string | null;
  /** The part of it in working hours; null: it has no such part, or is not known. */
  workValue: string | null;
  /** What stands in the place of a value that is not known. */
  inPlace: string | null;
  whyNull: string | null;
  parts: ReceiptRow[];
};

export type ReceiptSection = { title: string; entries: ReceiptEntry[] };

const reviewMetrics = [
  ...['review-grade', 'changed-since-approval', 'review-turns', 'rework-cycles', 'reviewers'],
  'comments',
];
const changeMetrics = [
  ...['size', 'complexity', 'tier', 'surroundings', 'commits', 'ai-assisted'],
  'counted',
];

/** Every number under what it is about, in the order of the answer; a section without numbers is left out. */
export function prepareReceipts(
  receipts: readonly Receipt[],
  when: InstantOptions,
): ReceiptSection[] {
  const sectionOf = ({ metric }: Receipt) => {
    if (changeMetrics.includes(metric)) {
      return 'The change';
    }
    return reviewMetrics.includes(metric) ? 'Reviews' : 'Time';
  };
  return ['Time', 'Reviews', 'The change']
    .map((title) => ({
      title,
      entries: prepareEntries(
        receipts.filter((receipt) => sectionOf(receipt) === title),
        when,
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
}

function prepareEntries(receipts: readonly Receipt[], when: InstantOptions): ReceiptEntry[] {
  const metrics = [...new Set(receipts.map(({ metric }) => metric))];
  return metrics.flatMap((metric) => {
    const own = receipts.filter((receipt) => receipt.metric === metric);
    const parts = own.map((receipt) => prepareReceipt(receipt, when));
    const work = own.findIndex(({ clock }) => clock === 'work');
    const [head] = parts;
    if (head === undefined) {
      return [];
    }
    const { label, value, inPlace, whyNull } = head;
    // What is not known by the wall clock is not by the other: one reason is enough.
    const shown = value === null ? parts.slice(0, 1) : parts;
    const workValue = work > 0 && value !== null ? (parts[work]?.value ?? null) : null;
    return [{ key: metric, label, value, workValue, inPlace, whyNull, parts: shown }];
  });
}

/** Why the metrics leave it out, a sentence each; empty: they count it. */
export function prepareLeftOut(receipts: readonly Receipt[]): string[] {
  const counted = receipts.find(({ metric }) => metric === 'counted');
  return counted?.value === 'No' ? counted.steps.map(({ text, rule }) => `${text} (${rule}).`) : [];
}

/** One number with the events that made it, in words. */
export function prepareReceipt(receipt: Receipt, when: InstantOptions): ReceiptRow {
  const whyNull = receipt.value === null ? (receipt.whyNull ?? 'Nothing is known about it.') : null;
  return {
    key: `${receipt.metric} ${receipt.clock ?? ''}`,
    label: receipt.label,
    value: sayValue(receipt),
    rule: receipt.rule,
    arithmetic: receipt.arithmetic,
    whyNull,
    inPlace: whyNull === null ? null : whyNull.replace(/\.$/, ''),
    steps: receipt.steps.map((step, index) => ({
      key: `${index} ${step.text}`,
      when: step.at === null ? null : formatInstant(step.at, when),
      text: step.text,
      effect: { kind: step.effect, words: effects[step.effect] },
      rule: step.rule,
      url: step.url,
    })),
  };
}

function sayValue({ value, unit, clock }: Receipt): string | null {
  if (value === null) {
    return null;
  }
  if (typeof value === 'string') {
    return gradeWords[value] ?? value;
  }
  if (unit === 'seconds') {
    return clock === 'work' ? formatWorkDuration(value) : formatDuration(value);
  }
  if (unit === 'points') {
    return `${Number(value.toFixed(2))} points`;
  }
  return unit === 'lines' ? formatCountOf(value, 'line') : formatCount(value);
}
