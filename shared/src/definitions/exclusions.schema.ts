import { z } from 'zod';
import { authorClasses } from '../pull-requests/author-class.rules.ts';
import {
  DRAFT_PATTERN,
  type ExclusionField,
  exclusionEffects,
  exclusionFields,
  listedPullRequests,
} from '../pull-requests/exclusion.rules.ts';

/** A pattern of each field, to show what is meant. */
export const exclusionExamples: Readonly<Record<ExclusionField, string>> = {
  label: 'dependencies',
  'title-prefix': 'chore(release)',
  'head-branch': 'release-please--*',
  'base-branch': 'release/*',
  repository: 'docs-*',
  author: 'renovate*',
  'author-class': 'bot',
  draft: DRAFT_PATTERN,
  age: '30',
  'pull-request': 'acme/shop#12',
};

/** What a field is called, in the middle of a sentence. */
export const exclusionFieldWords: Readonly<Record<ExclusionField, string>> = {
  label: 'label',
  'title-prefix': 'beginning of the title',
  'head-branch': 'head branch',
  'base-branch': 'base branch',
  repository: 'repository',
  author: 'author',
  'author-class': 'class of the author',
  draft: 'draft',
  age: 'days without any change',
  'pull-request': 'pull request',
};

/** Beside these stands the count of each rule by its name. */
const taken = new Set<string>(authorClasses);

const nameSchema = z
  .string()
  .trim()
  .max(60, 'The name of a rule has at most 60 characters, for example Release trains.')
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._&/+@#-]*$/u,
    'Give the rule a name of a few words, for example Release trains.',
  )
  .refine(
    (name) => !taken.has(name.toLowerCase()),
    'This name belongs to a class of accounts: choose another, for example Release trains.',
  );

/** In lower case, without `[bot]`. */
const patternSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/\[bot\]$/, '').replace(/\*+/g, '*'));

const MOST_CHARACTERS = 200;
const MOST_PULL_REQUESTS = 200;
const MOST_DAYS = 3650;

export const exclusionRuleSchema = z
  .object({
    name: nameSchema,
    field: z.enum(exclusionFields),
    pattern: patternSchema,
    effect: z.enum(exclusionEffects).default('hide'),
    /** Counts for authors of this team alone. Null: for everybody. */
    teamId: z.uuid().nullable().default(null),
    /** The name of who made it; the server writes it. */
    by: z.string().max(200).nullable().default(null),
  })
  .superRefine(({ field, pattern }, context) => {
    const problem = (problemOf[field] ?? findProblem)(pattern);
    if (problem !== null) {
      const message = `The pattern for the ${exclusionFieldWords[field]} ${problem}, for example ${exclusionExamples[field]}.`;
      context.addIssue({ code: 'custom', path: ['pattern'], message });
    }
  });

type FindProblem = (pattern: string) => string | null;

const problemOf: Partial<Record<ExclusionField, FindProblem>> = {
  'author-class': (pattern) =>
    taken.has(pattern) ? null : `is one of ${authorClasses.join(', ')}`,
  draft: (pattern) => (pattern === DRAFT_PATTERN ? null : 'says that it is one'),
  age: (pattern) =>
    /^[1-9]\d{0,3}$/.test(pattern) && Number(pattern) <= MOST_DAYS
      ? null
      : `is a whole number from 1 to ${MOST_DAYS}`,
  'pull-request': (pattern) => {
    const listed = listedPullRequests(pattern);
    if (listed.length === 0 || listed.some((one) => !/^[^\s/#]+\/[^\s/#]+#[1-9]\d*$/.test(one))) {
      return 'has its repository and its number';
    }
    return listed.length > MOST_PULL_REQUESTS ? `names at most ${MOST_PULL_REQUESTS}` : null;
  },
};

function findProblem(pattern: string): string | null {
  if (pattern.length > MOST_CHARACTERS) {
    return `has at most ${MOST_CHARACTERS} characters`;
  }
  if (!/^[^\p{Cc}\p{Cs}]*$/u.test(pattern)) {
    return 'is one line of text';
  }
  return /[^*\s]/.test(pattern) ? null : 'needs more than *, which would be all of them';
}

export const exclusionRulesSchema = z
  .array(exclusionRuleSchema)
  .max(50, 'More than 50 rules: patterns with * can stand for many.')
  .superRefine((rules, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of rules.entries()) {
      const key = name.toLowerCase();
      if (seen.has(key)) {
        const message = `Two rules have the name ${name}: give each its own, for example ${name} 2.`;
        context.addIssue({ code: 'custom', path: [index, 'name'], message });
      }
      seen.add(key);
    }
  });
