import type {
  InterventionEffect,
  RateComparison,
} from '@bellwether/shared/interventions/interventions.schema';
import type { StackModel } from '../../charts/chart.types.ts';
import { countTicks } from '../../format/count-ticks.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { countOrDash } from '../cycle-time/withheld-words.prepare.ts';
import { partWords, shortDay, titleOf } from './line.prepare.ts';
import { rateTerms } from './metric-words.prepare.ts';

const counted = {
  'incident-rate': { of: 'incidents', label: 'Incidents', color: 'var(--bw-grade-unreviewed)' },
  'change-failure': {
    of: 'failed',
    label: 'Failed deployments',
    color: 'var(--bw-grade-unreviewed)',
  },
  'deployment-frequency': { of: 'deployments', label: 'Deployments', color: 'var(--bw-accent)' },
} as const;

export type CountedRate = keyof typeof counted;

/** What was counted week by week; the weeks of the rollout are lighter. */
export function prepareRateWeeks(
  { rateWeeks }: Pick<InterventionEffect, 'rateWeeks'>,
  metric: CountedRate,
): StackModel {
  const { of, label, color } = counted[metric];
  const values = rateWeeks.map((week) => week[of]);
  const yTicks = countTicks(Math.max(1, ...values));
  const total = (part: 'before' | 'after') =>
    rateWeeks.reduce((sum, week) => sum + (week.part === part ? week[of] : 0), 0);
  return {
    series: [{ key: of, label, color }],
    columns: rateWeeks.map((week) => ({
      key: week.from,
      values: [week[of]],
      isPartial: week.part === 'rollout',
      readout: {
        title: `${titleOf(week)}, ${partWords[week.part].toLowerCase()}`,
        facts: [
          { label, value: formatCount(week[of]) },
          { label: 'Merged pull requests', value: countOrDash(week.merged) },
          { label: 'Deployments', value: formatCount(week.deployments) },
        ],
        note: null,
      },
    })),
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: rateWeeks.map(({ from }, index) => ({ index, label: shortDay(from) })),
    columnName: 'week',
    summary: `${label} by week: ${total('before')} before, ${total('after')} after.`,
    table: {
      columns: ['Week', 'Part', 'Incidents', 'Merged pull requests', 'Deployments', 'Failed'],
      rows: rateWeeks.map((week) => [
        ...[titleOf(week), partWords[week.part], formatCount(week.incidents)],
        ...[countOrDash(week.merged), formatCount(week.deployments), formatCount(week.failed)],
      ]),
    },
  };
}

/** How the drawing counts; and, of a team, whose work stands against its incidents: the page of incidents takes another. */
export function describeRate({ intervention }: Pick<InterventionEffect, 'intervention'>): string {
  const counts =
    'Counted in the week in which each began; the weeks of the rollout are lighter. Pull requests are those that people merged and that count.';
  return intervention.team === null
    ? counts
    : `${counts} They are the ones that people of ${intervention.team.name} wrote, in any repository; the page of incidents holds a team’s incidents against all that was merged in its repositories.`;
}

/** `17 incidents in 289 merged pull requests` */
export function sayCounts(
  metric: RateComparison['metric'],
  side: RateComparison['before'],
): string {
  const { event, exposure } = rateTerms[metric];
  return `${formatCountOf(side.events, ...event)} in ${formatCountOf(side.exposure, ...exposure)}`;
}
