import { z } from 'zod';
import { authorClasses } from '../pull-requests/author-class.rules.ts';
import { type ExclusionField, exclusionFields } from '../pull-requests/exclusion.rules.ts';

/** A pattern of each field, to show what is meant. */
export const exclusionExamples: Readonly<Record<ExclusionField, string>> = {
  label: 'dependencies',
  'title-prefix': 'chore(release)',
  'head-branch': 'release-please--*',
  'base-branch': 'release/*',
  repository: 'docs-*',
  author: 'renovate*',
};

/** What a field is called, in the middle of a sentence. */
export const exclusionFieldWords: Readonly<Record<ExclusionField, string>> = {
  label: 'label',
  'title-prefix': 'beginning of the title',
  'head-branch': 'head branch',
  'base-branch': 'base branch',
  repository: 'repository',
  author: 'author',
};

/** Beside these stands the count of each rule by its name. */
const taken = new Set<string>(authorClasses);

const nameSchema = z
  .string()
  .trim()
  .max(40, 'The name of a rule has at most 40 characters, for example Release trains.')
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._&/+-]*$/u,
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

export const exclusionRuleSchema = z
  .object({
    name: nameSchema,
    field: z.enum(exclusionFields),
    pattern: patternSchema,
    effect: z.literal('hide').default('hide'),
  })
  .superRefine(({ field, pattern }, context) => {
    const problem = findProblem(pattern);
    if (problem !== null) {
      const message = `The pattern for the ${exclusionFieldWords[field]} ${problem}, for example ${exclusionExamples[field]}.`;
      context.addIssue({ code: 'custom', path: ['pattern'], message });
    }
  });

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
