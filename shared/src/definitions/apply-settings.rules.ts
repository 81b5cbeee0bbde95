import type { AuthorClassRules } from '../pull-requests/author-class.rules.ts';
import type { FactRules } from '../pull-requests/fact-rules.ts';
import type { AuthorClassSettings, DefinitionSettings } from './definitions.schema.ts';

/** The rules of an installation: those of a fresh one, with what its settings change (B0.9, B1, B13, B14). */
export function applySettings(rules: FactRules, settings: DefinitionSettings): FactRules {
  return {
    ...rules,
    authorClasses: applyAuthorClasses(rules.authorClasses, settings.authorClasses),
    calendar: settings.calendar ?? rules.calendar,
    exclusions: [...settings.exclusions, ...rules.exclusions],
  };
}

/** By this an entry that comes with Bellwether is switched off. */
export const loginEntryId = (login: string) => `login:${login}`;
export const endingEntryId = (ending: string) => `ending:${ending}`;

function applyAuthorClasses(
  rules: AuthorClassRules,
  { entries, switchedOff }: AuthorClassSettings,
): AuthorClassRules {
  const off = new Set(switchedOff);
  const isOn = (id: string) => !off.has(id);
  return {
    entries: [...entries, ...rules.entries],
    aiReviewerLogins: new Set(
      [...rules.aiReviewerLogins].filter((login) => isOn(loginEntryId(login))),
    ),
    botLoginEndings: rules.botLoginEndings.filter((ending) => isOn(endingEntryId(ending))),
  };
}
