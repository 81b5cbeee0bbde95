import { describeWeek } from '@bellwether/shared/definitions/describe-change.rules';
import { NO_HOLIDAYS, type SaidTimes } from '@bellwether/shared/people/working-times.rules';

/** What was said, in words that stand after a colon: "Europe/Berlin, Mon–Fri 09:00–17:00". */
export function describeTimes(
  { timeZone, workingHours, holidayRegion }: SaidTimes,
  daysOffOn: readonly string[] = [],
): string {
  if (
    timeZone === null &&
    workingHours === null &&
    holidayRegion === null &&
    daysOffOn.length === 0
  ) {
    return 'nothing of their own';
  }
  const zone = timeZone ?? 'no time zone of their own';
  const hours =
    workingHours === null
      ? 'no working hours of their own'
      : describeWeek({ weeklyHours: workingHours });
  const off = daysOffOn.length === 0 ? '' : `, off on ${daysOffOn.join(', ')}`;
  return `${zone}, ${hours}${holidayWords(holidayRegion)}${off}`;
}

function holidayWords(region: string | null): string {
  if (region === null) {
    return '';
  }
  return region === NO_HOLIDAYS ? ', no public holidays' : `, public holidays of ${region}`;
}
