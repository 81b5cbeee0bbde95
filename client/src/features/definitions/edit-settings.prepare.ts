import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import type {
  DefinitionSettings,
  SaidCalendar,
} from '@bellwether/shared/definitions/definitions.schema';
import { applyProposal } from '@bellwether/shared/definitions/dispute.rules';
import { exclusionRulesSchema } from '@bellwether/shared/definitions/exclusions.schema';
import type { AssignableClass } from '@bellwether/shared/pull-requests/author-class.rules';
import {
  type ExclusionEffect,
  type ExclusionField,
  listedPullRequests,
} from '@bellwether/shared/pull-requests/exclusion.rules';

type Entry = DefinitionSettings['authorClasses']['entries'][number];

/** A login of its own stands before the patterns, or one of them would be heard first. Null: the rules decide again. */
export function setAccountClass(
  settings: DefinitionSettings,
  login: string,
  authorClass: AssignableClass | null,
): DefinitionSettings {
  const pattern = login.toLowerCase();
  const entries = settings.authorClasses.entries;
  if (authorClass === null) {
    return withEntries(
      settings,
      entries.filter((entry) => entry.pattern !== pattern),
    );
  }
  const isKnown = entries.some((entry) => entry.pattern === pattern);
  return withEntries(
    settings,
    isKnown
      ? entries.map((entry) => (entry.pattern === pattern ? { pattern, authorClass } : entry))
      : [{ pattern, authorClass }, ...entries],
  );
}

/** A pattern comes last: what stands before it is more particular. */
export function addPattern(
  settings: DefinitionSettings,
  text: string,
  authorClass: AssignableClass,
): DefinitionSettings {
  const pattern = text
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
  const others = settings.authorClasses.entries.filter((entry) => entry.pattern !== pattern);
  return withEntries(settings, [...others, { pattern, authorClass }]);
}

/** Up by one place. */
export function raiseEntry(settings: DefinitionSettings, pattern: string): DefinitionSettings {
  const entries = [...settings.authorClasses.entries];
  const at = entries.findIndex((entry) => entry.pattern === pattern);
  const [entry] = at > 0 ? entries.splice(at, 1) : [];
  if (entry !== undefined) {
    entries.splice(at - 1, 0, entry);
  }
  return withEntries(settings, entries);
}

export function switchDefault(
  settings: DefinitionSettings,
  id: string,
  isOn: boolean,
): DefinitionSettings {
  const others = settings.authorClasses.switchedOff.filter((off) => off !== id);
  return {
    ...settings,
    authorClasses: { ...settings.authorClasses, switchedOff: isOn ? others : [...others, id] },
  };
}

function withEntries(settings: DefinitionSettings, entries: Entry[]): DefinitionSettings {
  return { ...settings, authorClasses: { ...settings.authorClasses, entries } };
}

export type TypedRule = {
  name: string;
  field: ExclusionField;
  pattern: string;
  effect?: ExclusionEffect;
  teamId?: string | null;
};

/** One rule for everything open that nothing happened to for so many days (B14). */
export function leaveOutIdle(settings: DefinitionSettings, days: number) {
  return addExclusion(settings, {
    ...{ name: `Idle for ${days} days`, field: 'age', pattern: String(days) },
  });
}

/** One more pull request in the rule of those that somebody named one by one. */
export function leaveOutOne(settings: DefinitionSettings, pullRequest: string, by: string) {
  const subject = { pullRequest, by };
  return applyProposal(settings, { kind: 'exclusion', effect: 'hide', rule: null }, subject);
}

/** Whether a rule names this pull request, or all that are idle. */
export function leavesOut({ exclusions }: DefinitionSettings, pullRequest: string): boolean {
  return exclusions.some(
    ({ field, pattern }) =>
      field === 'age' ||
      (field === 'pull-request' && listedPullRequests(pattern).includes(pullRequest.toLowerCase())),
  );
}

/** The rule comes last: the first that fits counts. Words instead: why it cannot be one. */
export function addExclusion(
  settings: DefinitionSettings,
  typed: TypedRule,
): DefinitionSettings | string {
  const rules = exclusionRulesSchema.safeParse([...settings.exclusions, typed]);
  return rules.success
    ? { ...settings, exclusions: rules.data }
    : (rules.error.issues[0]?.message ?? 'This rule cannot be used.');
}

export function removeExclusion(settings: DefinitionSettings, name: string): DefinitionSettings {
  return {
    ...settings,
    exclusions: settings.exclusions.filter((rule) => rule.name !== name),
  };
}

/** Null when it is that of a fresh installation, so that nothing differs. */
export function setCalendar(
  settings: DefinitionSettings,
  calendar: SaidCalendar,
): DefinitionSettings {
  const fresh = organisationTimes({ calendar: null });
  const isFresh = JSON.stringify(inOrder(calendar)) === JSON.stringify(inOrder(fresh));
  return {
    ...settings,
    calendar: isFresh ? null : inOrder(calendar),
  };
}

function inOrder({ timeZone, weeklyHours, holidayRegion, holidaysOn }: SaidCalendar): SaidCalendar {
  return {
    ...{ timeZone, holidayRegion, holidaysOn: holidaysOn.toSorted() },
    weeklyHours: weeklyHours.map((hours) =>
      hours.map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute })),
    ),
  };
}
