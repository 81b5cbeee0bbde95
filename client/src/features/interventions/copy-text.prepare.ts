import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { formatDay } from '../../format/date.ts';
import { sayCaveat } from './caveat-words.prepare.ts';
import { sayCounts } from './rates.prepare.ts';
import { sayChance, sayEnough, sayOutcome } from './verdict-words.prepare.ts';
import { sayWindows } from './windows-words.prepare.ts';

/** The page in plain text, for a message or a document; the address leads back to it. */
export function prepareText(effect: InterventionEffect, address: string): string {
  const { intervention, outcome, windows, rates, caveats } = effect;
  const rate = rates.find(({ metric }) => metric === 'incident-rate');
  const isOwnRate = outcome?.comparison.metric === 'incident-rate';
  const settled =
    intervention.settledOn === null ? '' : `, in place on ${formatDay(intervention.settledOn)}`;
  const lines = [
    `Did “${intervention.title}” help? (from ${formatDay(intervention.startedOn)}${settled})`,
    '',
    ...(outcome === null
      ? []
      : [`${sayOutcome(outcome)}.`, sayEnough(outcome), ...[sayChance(outcome)].filter(isText)]),
    sayWindows(windows),
    ...(rate === undefined || isOwnRate || rate.withheld !== null
      ? []
      : [
          `${sayOutcome({ kind: 'rate', comparison: rate })}: ${sayCounts('incident-rate', rate.before)}, then ${sayCounts('incident-rate', rate.after)}.`,
        ]),
    ...(caveats.length === 0 ? [] : ['', 'To keep in mind:']),
    ...caveats.map((caveat) => `- ${sayCaveat(caveat)}`),
    '',
    address,
  ];
  return lines.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ');
}

const isText = (text: string | null): text is string => text !== null;
