import type { CycleTimeMetric } from '../cycle-time/cycle-time.terms.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { calendarOfAuthor } from './fact-rules.ts';
import type { PullRequestReading } from './read-pull-request.ts';

/** The calendar that a pull request's work clock follows: the author's, else the organisation's (B13, C8). */
export function calendarFor({ rules, history }: PullRequestReading): WorkCalendar {
  return calendarOfAuthor(rules, history.pullRequest.authorId);
}

/** Waits for somebody who was not there yet go by the hours of those who may come (B13). */
export function isPickup(metric: CycleTimeMetric): boolean {
  return metric === 'pickup' || metric === 'first-response';
}

export function calendarForStage(
  reading: PullRequestReading,
  metric: CycleTimeMetric,
): WorkCalendar {
  return isPickup(metric) ? reading.pickupHours.calendar : calendarFor(reading);
}
