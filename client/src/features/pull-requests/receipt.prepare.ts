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
};

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
  return unit === 'lines' ? formatCountOf(value, 'line') : formatCount(value);
}
