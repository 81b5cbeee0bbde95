import { defaultWorkCalendar, type WorkCalendar } from '../time/work-calendar.ts';
import { type AiAssistanceRules, defaultAiAssistanceRules } from './ai-assistance.ts';
import { type AuthorClassRules, defaultAuthorClassRules } from './author-class.rules.ts';
import { type ComplexityRules, defaultComplexityRules } from './complexity.rules.ts';
import type { ExclusionRules } from './exclusion.rules.ts';
import type { PickupStartRule } from './pickup-start.ts';
import { defaultSizeRules, type SizeRules } from './size.rules.ts';

/** Goes up whenever a rule below gives another number; stored rows with a lower one are derived again (B0.9). */
export const definitionVersion = 2;

/** The people of a team, each with the ids of their accounts. */
export type TeamOfPeople = readonly (readonly string[])[];

/** Everything that may differ between installations. A change of it asks for a new derivation. */
export type FactRules = ExclusionRules & {
  authorClasses: AuthorClassRules;
  /** The organisation's. */
  calendar: WorkCalendar;
  /** Of accounts whose team works otherwise than the organisation does (B13). */
  authorCalendars: ReadonlyMap<string, WorkCalendar>;
  /** Of accounts whose people said when they work or are away themselves, for first reviews alone (B13). */
  personCalendars: ReadonlyMap<string, WorkCalendar>;
  /** By account the teams it is on, as far as somebody there has hours of their own. */
  teamsOfAuthors: ReadonlyMap<string, readonly TeamOfPeople[]>;
  /** From when a first review is waited for (B4.6). */
  pickupStart: PickupStartRule;
  size: SizeRules;
  complexity: ComplexityRules;
  aiAssistance: AiAssistanceRules;
  /** A commit is old when its author date lies more than this before the opening (C9). */
  oldCommitSeconds: number;
  /** Old commits are set aside when they are fewer than this share of all (C9). */
  oldCommitShare: number;
  /** An approval is hasty within the longer of these (C16). */
  hastyApprovalSeconds: number;
  hastyApprovalSecondsPerLine: number;
  /** In lower case. */
  emergencyLabel: string;
};

export const defaultFactRules: FactRules = {
  authorClasses: defaultAuthorClassRules,
  calendar: defaultWorkCalendar,
  authorCalendars: new Map(),
  personCalendars: new Map(),
  teamsOfAuthors: new Map(),
  exclusions: [],
  teamAuthors: new Map(),
  ageAsOf: null,
  pickupStart: 'ready',
  size: defaultSizeRules,
  complexity: defaultComplexityRules,
  aiAssistance: defaultAiAssistanceRules,
  oldCommitSeconds: 30 * 86_400,
  oldCommitShare: 1 / 5,
  hastyApprovalSeconds: 120,
  hastyApprovalSecondsPerLine: 1,
  emergencyLabel: 'emergency',
};

/** By whose hours the waits of somebody's pull requests are told: those of their team, else the organisation's (B13). */
export function calendarOfAuthor(
  {
    calendar,
    authorCalendars,
  }: Pick<FactRules, 'calendar'> & Partial<Pick<FactRules, 'authorCalendars'>>,
  authorId: string | null,
): WorkCalendar {
  return (authorId === null ? undefined : authorCalendars?.get(authorId)) ?? calendar;
}
