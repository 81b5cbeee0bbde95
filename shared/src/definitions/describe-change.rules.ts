import {
  type AssignableClass,
  defaultAuthorClassRules,
} from '../pull-requests/author-class.rules.ts';
import {
  type ExclusionEffect,
  type ExclusionRule,
  listedPullRequests,
} from '../pull-requests/exclusion.rules.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { endingEntryId, loginEntryId, organisationTimes } from './apply-settings.rules.ts';
import type {
  AuthorClassSettings,
  DefinitionSettings,
  SaidCalendar,
  SettingsSnapshot,
} from './definitions.schema.ts';
import { exclusionFieldWords } from './exclusions.schema.ts';
import { describeAiSigns, describeComplexity } from './weights.rules.ts';

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
    ...describeCalendar(organisationTimes(before), organisationTimes(after)),
    ...(before.pickupStart === after.pickupStart ? [] : [pickupStartWords[after.pickupStart]]),
    ...describeExclusions(before, after),
    ...describeComplexity(before.complexity, after.complexity),
    ...describeAiSigns(before.aiSigns, after.aiSigns),
    ...describeSnapshot(before.snapshot, after.snapshot),
  ];
}

const pickupStartWords: Readonly<Record<DefinitionSettings['pickupStart'], string>> = {
  ready: 'First reviews are waited for since it was ready',
  requested: 'First reviews are waited for since one was asked for, and not before it was ready',
};

/** What the teams and the public holidays became since then, without anybody having changed a definition (B13). */
export function describeSnapshot(before: SettingsSnapshot, after: SettingsSnapshot): string[] {
  return [
    ...describeTeamCalendars(before.calendars, after.calendars),
    ...describeTeamRules(before.teams, after.teams),
    ...describePeople(before, after),
    ...describePublicHolidays(before.holidays, after.holidays),
  ];
}

type TeamCalendars = SettingsSnapshot['calendars'];

function describeTeamCalendars(before: TeamCalendars, after: TeamCalendars): string[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  return names.flatMap((name) => {
    const was = before.filter((one) => one.name === name);
    const is = after.filter((one) => one.name === name);
    if (JSON.stringify(was) === JSON.stringify(is)) {
      return [];
    }
    if (was.length === 0) {
      return [`${name} has a calendar of its own`];
    }
    if (is.length === 0) {
      return [`${name} has no calendar of its own any more`];
    }
    const hours = (list: TeamCalendars) =>
      JSON.stringify(list.map(({ accountIds: _, ...calendar }) => calendar));
    return [
      hours(was) === hours(is)
        ? `The calendar of ${name} counts for other people`
        : `The calendar of ${name} changed`,
    ];
  });
}

type NamedTeams = SettingsSnapshot['teams'];

/** Only where both sides have the team: a rule that comes or goes is told as that. */
function describeTeamRules(before: NamedTeams, after: NamedTeams): string[] {
  return after.flatMap(({ teamId, name, accountIds }) => {
    const was = before.find((team) => team.teamId === teamId);
    return was === undefined || was.accountIds.join() === accountIds.join()
      ? []
      : [`The rules for ${name} count for other people`];
  });
}

/** Nobody is named: whose hours they are is nobody else's business. */
function describePeople(before: SettingsSnapshot, after: SettingsSnapshot): string[] {
  const isSame = (part: 'people' | 'colleagues') =>
    JSON.stringify(before[part]) === JSON.stringify(after[part]);
  return [
    ...(isSame('people') ? [] : ['People changed when they work or are away']),
    ...(isSame('colleagues') ? [] : ['First reviews wait for other people of a team']),
  ];
}

function describePublicHolidays(
  before: SettingsSnapshot['holidays'],
  after: SettingsSnapshot['holidays'],
): string[] {
  if (before === null || after === null) {
    return [];
  }
  if (before.untilYear !== after.untilYear) {
    return [`Public holidays are known up to ${after.untilYear}`];
  }
  return Object.entries(after.byRegion).flatMap(([region, days]) => {
    const was = before.byRegion[region];
    return was === undefined || was.join() === days.join()
      ? []
      : [`The public holidays of ${region} changed`];
  });
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

function describeCalendar(before: SaidCalendar, after: SaidCalendar): string[] {
  const hours = describeWeek(after);
  return [
    ...(before.timeZone === after.timeZone
      ? []
      : [`Work is counted by the clock of ${after.timeZone}`]),
    ...(describeWeek(before) === hours ? [] : [`Working hours are ${hours}`]),
    ...describeRegion(before.holidayRegion, after.holidayRegion),
    ...describeHolidays(before.holidaysOn, after.holidaysOn),
  ];
}

function describeRegion(before: string | null, after: string | null): string[] {
  if (before === after) {
    return [];
  }
  return [after === null ? 'Public holidays are worked' : `Public holidays are those of ${after}`];
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
  { exclusions: before, snapshot: { teams: teamsBefore } }: DefinitionSettings,
  { exclusions: after, snapshot: { teams: teamsAfter } }: DefinitionSettings,
): string[] {
  const teams = [...teamsAfter, ...teamsBefore];
  const tell = (rule: ExclusionRule) => `${effectWords[rule.effect]}: ${scopedWords(rule, teams)}`;
  const was = new Map(before.map((rule) => [rule.name, tell(rule)]));
  const is = new Map(after.map((rule) => [rule.name, tell(rule)]));
  const changed = after
    .filter((rule) => was.get(rule.name) !== tell(rule))
    .map((rule) => `${rule.name} ${tell(rule)}`);
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

/** What a rule does, after the name of what it finds. */
export const effectWords: Readonly<Record<ExclusionEffect, string>> = {
  hide: 'are left out',
  separate: 'are a series of their own',
};

function scopedWords(rule: ExclusionRule, teams: NamedTeams): string {
  if (rule.teamId === null) {
    return ruleWords(rule);
  }
  const name = teams.find(({ teamId }) => teamId === rule.teamId)?.name ?? '';
  return `${ruleWords(rule)}, by authors of ${name === '' ? 'one team' : name}`;
}

/** What a rule looks for: `base branch release/*`. */
export function ruleWords({ field, pattern }: Pick<ExclusionRule, 'field' | 'pattern'>): string {
  switch (field) {
    case 'draft':
      return 'drafts';
    case 'age':
      return `open and without any change for more than ${pattern} days`;
    case 'pull-request':
      return listedPullRequests(pattern).join(', ');
    default:
      return `${exclusionFieldWords[field]} ${pattern}`;
  }
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
