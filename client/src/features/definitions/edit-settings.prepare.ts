import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import { exclusionRulesSchema } from '@bellwether/shared/definitions/exclusions.schema';
import type { AssignableClass } from '@bellwether/shared/pull-requests/author-class.rules';
import type { ExclusionField } from '@bellwether/shared/pull-requests/exclusion.rules';
import { defaultWorkCalendar, type WorkCalendar } from '@bellwether/shared/time/work-calendar';

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

/** The rule comes last: the first that fits counts. Words instead: why it cannot be one. */
export function addExclusion(
  settings: DefinitionSettings,
  typed: { name: string; field: ExclusionField; pattern: string },
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
  calendar: WorkCalendar,
): DefinitionSettings {
  const isFresh = JSON.stringify(calendar) === JSON.stringify(defaultWorkCalendar);
  return {
    ...settings,
    calendar: isFresh
      ? null
      : {
          timeZone: calendar.timeZone,
          weeklyHours: calendar.weeklyHours.map((hours) => hours.map((span) => ({ ...span }))),
          holidaysOn: [...calendar.holidaysOn].sort(),
        },
  };
}
