import {
  type AssignableClass,
  defaultAuthorClassRules,
} from '../pull-requests/author-class.rules.ts';
import type { ExclusionRule } from '../pull-requests/exclusion.rules.ts';
import { defaultWorkCalendar, type WorkCalendar } from '../time/work-calendar.ts';
import { endingEntryId, loginEntryId } from './apply-settings.rules.ts';
import type { AuthorClassSettings, DefinitionSettings } from './definitions.schema.ts';
import { exclusionFieldWords } from './exclusions.schema.ts';

export const classWords: Readonly<Record<AssignableClass, string>> = {
  human: 'a person',
  bot: 'a bot',
  ai_reviewer: 'an AI reviewer',
  service: 'a service account',
};

/** Each difference as a sentence without its stop: "drahtbot is a bot". Empty: there is none. */
export function describeChange(before: DefinitionSettings, after: DefinitionSettings): string[] {
  return [
    ...describeEntries(before.authorClasses, after.authorClasses),
    ...describeSwitches(before.authorClasses, after.authorClasses),
    ...describeCalendar(
      before.calendar ?? defaultWorkCalendar,
      after.calendar ?? defaultWorkCalendar,
    ),
    ...describeExclusions(before.exclusions, after.exclusions),
  ];
}

function describeEntries(before: AuthorClassSettings, after: AuthorClassSettings): string[] {
  const was = new Map(before.entries.map((entry) => [entry.pattern, entry.authorClass]));
  const is = new Map(after.entries.map((entry) => [entry.pattern, entry.authorClass]));
  const changed = after.entries
    .filter(({ pattern, authorClass }) => was.get(pattern) !== authorClass)
    .map(({ pattern, authorClass }) => `${pattern} is ${classWords[authorClass]}`);
  const gone = before.entries
    .filter(({ pattern }) => !is.has(pattern))
    .map(({ pattern, authorClass }) => `${pattern} is no longer set to ${classWords[authorClass]}`);
  const kept = (of: AuthorClassSettings, other: ReadonlyMap<string, unknown>) =>
    of.entries.flatMap(({ pattern }) => (other.has(pattern) ? [pattern] : [])).join(' ');
  const isReordered = kept(before, is) !== kept(after, was);
  return [...changed, ...gone, ...(isReordered ? ['The list of accounts has another order'] : [])];
}

function describeSwitches(before: AuthorClassSettings, after: AuthorClassSettings): string[] {
  const was = new Set(before.switchedOff);
  const is = new Set(after.switchedOff);
  return defaultEntries().flatMap(({ id, pattern }) => {
    if (was.has(id) === is.has(id)) {
      return [];
    }
    return [is.has(id) ? `${pattern} is not listed any more` : `${pattern} is listed again`];
  });
}

/** The entries that come with Bellwether, as a person reads them. */
export function defaultEntries(): { id: string; pattern: string; authorClass: AssignableClass }[] {
  const { aiReviewerLogins, botLoginEndings } = defaultAuthorClassRules;
  return [
    ...botLoginEndings.map((ending) => ({
      id: endingEntryId(ending),
      pattern: `*${ending}`,
      authorClass: 'bot' as const,
    })),
    ...[...aiReviewerLogins].map((login) => ({
      id: loginEntryId(login),
      pattern: login,
      authorClass: 'ai_reviewer' as const,
    })),
  ];
}

function describeCalendar(before: WorkCalendar, after: WorkCalendar): string[] {
  const hours = describeWeek(after);
  return [
    ...(before.timeZone === after.timeZone
      ? []
      : [`Work is counted by the clock of ${after.timeZone}`]),
    ...(describeWeek(before) === hours ? [] : [`Working hours are ${hours}`]),
    ...describeHolidays(before.holidaysOn, after.holidaysOn),
  ];
}

function describeHolidays(before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((day) => !before.includes(day)).length;
  const removed = before.filter((day) => !after.includes(day)).length;
  return [
    ...(added === 0 ? [] : [`${added} ${added === 1 ? 'holiday' : 'holidays'} added`]),
    ...(removed === 0 ? [] : [`${removed} ${removed === 1 ? 'holiday' : 'holidays'} removed`]),
  ];
}

function describeExclusions(
  before: readonly ExclusionRule[],
  after: readonly ExclusionRule[],
): string[] {
  const was = new Map(before.map((rule) => [rule.name, ruleWords(rule)]));
  const is = new Map(after.map((rule) => [rule.name, ruleWords(rule)]));
  const changed = after
    .filter((rule) => was.get(rule.name) !== ruleWords(rule))
    .map((rule) => `${rule.name} are left out: ${ruleWords(rule)}`);
  const gone = before
    .filter(({ name }) => !is.has(name))
    .map(({ name }) => `${name} are no longer left out`);
  const kept = (of: readonly ExclusionRule[], other: ReadonlyMap<string, unknown>) =>
    of.flatMap(({ name }) => (other.has(name) ? [name] : [])).join('\n');
  const isReordered = kept(before, is) !== kept(after, was);
  return [
    ...changed,
    ...gone,
    ...(isReordered ? ['The rules for what is left out have another order'] : []),
  ];
}

/** What a rule looks for: `base branch release/*`. */
export function ruleWords({ field, pattern }: ExclusionRule): string {
  return `${exclusionFieldWords[field]} ${pattern}`;
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The week in one line, days alike together: `Mon–Thu 09:00–17:00, Fri 09:00–14:00`. */
export function describeWeek({ weeklyHours }: Pick<WorkCalendar, 'weeklyHours'>): string {
  const texts = days.map((_, day) =>
    (weeklyHours[day] ?? []).map((span) => `${clock(span.fromMinute)}–${clock(span.toMinute)}`),
  );
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const [day, spans] of texts.entries()) {
    const hours = spans.join(' and ');
    const last = runs.at(-1);
    if (last !== undefined && last.hours === hours && last.to === day - 1) {
      last.to = day;
    } else {
      runs.push({ from: day, to: day, hours });
    }
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ from, to, hours }) => `${days[from]}${from === to ? '' : `–${days[to]}`} ${hours}`)
    .join(', ');
}

function clock(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
