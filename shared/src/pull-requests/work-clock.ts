import type { WorkCalendar } from '../time/work-calendar.ts';
import { calendarOfAuthor } from './fact-rules.ts';
import type { PullRequestReading } from './read-pull-request.ts';

/** The calendar that a pull request's work clock follows: the author's, else the organisation's (B13, C8). */
export function calendarFor({ rules, history }: PullRequestReading): WorkCalendar {
  return calendarOfAuthor(rules, history.pullRequest.authorId);
}
