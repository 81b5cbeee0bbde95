import type { Agreement, AgreementText } from '@bellwether/shared/agreements/agreements.schema';
import type { Instant } from '@bellwether/shared/time/instant';
import { startOfDay } from '@bellwether/shared/time/local-day';
import type { StoredAgreement } from './agreements.store.ts';

const WEEKS = 13;
const WEEK = 7 * 86_400;

/** What is looked at: the last 13 weeks of the time in which it holds, up to the end of today. `from` = `to`: it has not begun. */
export function windowOf(
  { startsOn, endsOn }: Pick<Agreement, 'startsOn' | 'endsOn'>,
  now: Instant,
  zone: string,
): { from: Instant; to: Instant } {
  const end = endsOn === null ? now : Math.min(now, startOfDay(endsOn, zone));
  const from = Math.max(startOfDay(startsOn, zone), end - WEEKS * WEEK);
  return { from: Math.min(from, end), to: end };
}

/** What people said of it, without what the database adds. */
export function textOf(row: StoredAgreement): AgreementText {
  const { teamId, title, metric, clock, targetShare, withinSeconds } = row;
  const { headsUpShare, repositoryIds, startsOn, note } = row;
  return {
    ...{ teamId, title, metric, clock, targetShare, withinSeconds },
    ...{ headsUpShare, repositoryIds, startsOn, note },
  };
}

/** `“Answered the same day”: 85 % of pickup within 4 h (work), from 2026-03-01` */
export function describeText(text: AgreementText): string {
  const hours = Math.round((text.withinSeconds / 3600) * 10) / 10;
  const share = Math.round(text.targetShare * 1000) / 10;
  const heads =
    text.headsUpShare === null
      ? ''
      : `, announced after ${Math.round(text.headsUpShare * 100)} % of the time`;
  const note = text.note === null ? '' : ` — “${text.note}”`;
  return `“${text.title}”: ${share} % of ${text.metric} within ${hours} h (${text.clock}), from ${text.startsOn}${heads}${note}`;
}

/** Whether the text changes what counts: then it is agreed on by the definitions of now. */
export function changesTheTarget(before: AgreementText, after: AgreementText): boolean {
  return (
    before.metric !== after.metric ||
    before.clock !== after.clock ||
    before.withinSeconds !== after.withinSeconds ||
    before.targetShare !== after.targetShare
  );
}

/**
 * One moment for all that one answer tells: a clock that went on meanwhile would call the week it is cut off in over, and let
 * something wait beyond the time in one number and not in the next.
 */
export function atOneMoment<App extends { clock: () => Date }>(app: App): App {
  const asked = app.clock();
  return { ...app, clock: () => asked };
}
