import type { MetricBasis } from '@bellwether/shared/sync-status/sync-status.schema';
import { formatInstant, formatTime } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import type { WidgetBasis } from '../../ui/widget.tsx';

/** Freshness and coverage of a chart in words; an instant of another day than `now` names its day. */
export function prepareBasis(
  basis: MetricBasis | undefined,
  now: number,
  zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
): WidgetBasis | undefined {
  if (basis === undefined) {
    return undefined;
  }
  return {
    words: `${sayAsOf(basis.dataAsOf, now, zone)} · ${sayCoverage(basis)}`,
    title:
      basis.dataAsOf === null
        ? 'Something that this stands on was never read to its end'
        : `Everything up to ${formatInstant(basis.dataAsOf, { zone })} (${zone}) is in`,
    insufficient:
      basis.level === 'insufficient'
        ? {
            reason: basis.reason ?? 'Too little of it has been read.',
            step: basis.step?.text ?? null,
            to: basis.step?.to ?? null,
          }
        : null,
  };
}

function sayAsOf(at: string | null, now: number, zone: string): string {
  if (at === null) {
    return 'Not read to the end yet';
  }
  const isToday =
    formatInstant(at, { zone }).split(',')[0] ===
      formatInstant(new Date(now).toISOString(), { zone }).split(',')[0] &&
    now - Date.parse(at) < 86_400_000;
  return `As of ${isToday ? formatTime(at, zone) : formatInstant(at, { zone })}`;
}

function sayCoverage({ covered, total }: MetricBasis): string {
  return covered === null || total === null
    ? 'coverage not known yet'
    : `${formatCount(covered)} of ${formatCountOf(total, 'pull request')}`;
}
