import type {
  AiSignsPreview,
  Preview,
  TiersPreview,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import { formatCount, formatCountOf } from '../../format/number.ts';

type Sample = Pick<Preview, 'days' | 'sampled' | 'candidates'>;

/** `This rule would have asked for a design comment on 14 of 212 pull requests of the last 90 days; now it is 9.` */
export function tiersSentence({ counted, before, after }: TiersPreview, sample: Sample): string {
  if (counted === 0) {
    return nothingMerged(sample);
  }
  const asNow =
    before.deep === after.deep ? 'as many as now' : `now it is ${formatCount(before.deep)}`;
  return `This rule would have asked for a design comment on ${ofWhat(after.deep, counted, sample)}; ${asNow}.`;
}

/** `31 of 212 pull requests of the last 90 days would show signs of an AI agent; now it is 28.` */
export function aiSignsSentence(
  { counted, before, after }: AiSignsPreview,
  sample: Sample,
): string {
  if (counted === 0) {
    return nothingMerged(sample);
  }
  const asNow = before === after ? 'as many as now' : `now it is ${formatCount(before)}`;
  return `${ofWhat(after, counted, sample)} would show signs of an AI agent; ${asNow}.`;
}

function ofWhat(count: number, counted: number, { days, sampled, candidates }: Sample): string {
  const part = sampled < candidates ? ', in an even sample' : '';
  return `${formatCount(count)} of ${formatCountOf(counted, 'pull request')} of the last ${days} days${part}`;
}

function nothingMerged({ days }: Sample): string {
  return `No pull request of a person was merged in the last ${days} days: there is nothing to try the rule on.`;
}

const tierNames = { light: 'Light', standard: 'Standard', deep: 'Deep, with a design comment' };

export type TierRow = { label: string; before: string; after: string; isChanged: boolean };

export function tierRows({ before, after }: TiersPreview): TierRow[] {
  return tiers.map((tier) => ({
    label: tierNames[tier],
    before: formatCount(before[tier]),
    after: formatCount(after[tier]),
    isChanged: before[tier] !== after[tier],
  }));
}
