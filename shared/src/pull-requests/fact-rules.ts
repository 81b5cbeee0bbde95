import { defaultWorkCalendar, type WorkCalendar } from '../time/work-calendar.ts';
import { type AuthorClassRules, defaultAuthorClassRules } from './author-class.rules.ts';
import type { ExclusionRule } from './exclusion.rules.ts';
import { defaultSizeRules, type SizeRules } from './size.rules.ts';

/** Goes up whenever a rule below gives another number; stored rows with a lower one are derived again (B0.9). */
export const definitionVersion = 1;

/** Everything that may differ between installations. A change of it asks for a new derivation. */
export type FactRules = {
  authorClasses: AuthorClassRules;
  calendar: WorkCalendar;
  /** The first that fits leaves a pull request out of the metrics (B14). */
  exclusions: readonly ExclusionRule[];
  size: SizeRules;
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
  exclusions: [],
  size: defaultSizeRules,
  oldCommitSeconds: 30 * 86_400,
  oldCommitShare: 1 / 5,
  hastyApprovalSeconds: 120,
  hastyApprovalSecondsPerLine: 1,
  emergencyLabel: 'emergency',
};
