import { displayLogin, fitsPattern } from './author-class.rules.ts';

export const exclusionFields = [
  'label',
  'title-prefix',
  'head-branch',
  'base-branch',
  'repository',
  'author',
] as const;

export type ExclusionField = (typeof exclusionFields)[number];

/**
 * Leaves pull requests out of the metrics (B14); they stay stored, listed and exported. `name` is what people read. The pattern
 * is in lower case; `*` stands for any characters.
 */
export type ExclusionRule = {
  name: string;
  field: ExclusionField;
  pattern: string;
  effect: 'hide';
};

/** What the rules look at. `repository` is `owner/name`; a null login is a deleted account. */
export type ExclusionSubject = {
  title: string;
  headBranch: string;
  baseBranch: string;
  repository: string;
  authorLogin: string | null;
  labels: readonly string[];
};

type ReadTexts = (subject: ExclusionSubject) => readonly string[];

/** The texts of a field: one that fits is enough. A repository has its name with and without its owner. */
const textsOf: Readonly<Record<ExclusionField, ReadTexts>> = {
  label: ({ labels }) => labels,
  'title-prefix': ({ title }) => [title],
  'head-branch': ({ headBranch }) => [headBranch],
  'base-branch': ({ baseBranch }) => [baseBranch],
  repository: ({ repository }) => [repository, repository.slice(repository.indexOf('/') + 1)],
  author: ({ authorLogin }) => [displayLogin(authorLogin ?? 'ghost')],
};

/** The name of the first rule that fits, in any case of letters. Null: none does, the pull request counts (B14). */
export function findExclusion(
  subject: ExclusionSubject,
  rules: readonly ExclusionRule[],
): string | null {
  return rules.find((rule) => fitsRule(subject, rule))?.name ?? null;
}

function fitsRule(subject: ExclusionSubject, { field, pattern }: ExclusionRule): boolean {
  const wanted = field === 'title-prefix' ? `${pattern}*` : pattern;
  return textsOf[field](subject).some((text) => fitsPattern(text.toLowerCase(), wanted));
}
