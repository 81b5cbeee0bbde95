import type { Instant } from '../time/instant.ts';
import { type AuthorClass, displayLogin, fitsPattern } from './author-class.rules.ts';

export const exclusionFields = [
  'label',
  'title-prefix',
  'head-branch',
  'base-branch',
  'repository',
  'author',
  'author-class',
  'draft',
  'age',
  'pull-request',
] as const;

export type ExclusionField = (typeof exclusionFields)[number];

/** `hide`: in no number. `separate`: in a series of its own, beside the numbers (B14). */
export const exclusionEffects = ['hide', 'separate'] as const;

export type ExclusionEffect = (typeof exclusionEffects)[number];

/** Of a rule by draft: there is nothing to write. */
export const DRAFT_PATTERN = 'yes';

/**
 * Takes pull requests out of the metrics (B14); they stay stored, listed and exported. `name` is what people read. The pattern
 * is in lower case; `*` stands for any characters. By age it is a number of days without any change while open; by pull request
 * a list such as `acme/shop#12 acme/shop#15`.
 */
export type ExclusionRule = {
  name: string;
  field: ExclusionField;
  pattern: string;
  effect: ExclusionEffect;
  /** Counts for authors of this team alone. Null: for everybody. */
  teamId: string | null;
  /** The name of who made it. Null: nobody is known. */
  by: string | null;
};

/** The rules with what they need to know beside a pull request. */
export type ExclusionRules = {
  /** The first that fits counts. */
  exclusions: readonly ExclusionRule[];
  /** The accounts of each team that a rule names. */
  teamAuthors: ReadonlyMap<string, ReadonlySet<string>>;
  /** When ages are looked at. Null: rules by age fit nothing. */
  ageAsOf: Instant | null;
};

/** What the rules look at. `repository` is `owner/name`; a null login is a deleted account. */
export type ExclusionSubject = {
  number: number;
  title: string;
  headBranch: string;
  baseBranch: string;
  repository: string;
  authorId: string | null;
  authorLogin: string | null;
  authorClass: AuthorClass;
  isOpen: boolean;
  isDraft: boolean;
  /** The last change of any kind, as GitHub says. */
  updatedAt: Instant;
  labels: readonly string[];
};

type TextField = Exclude<ExclusionField, 'draft' | 'age' | 'pull-request'>;
type ReadTexts = (subject: ExclusionSubject) => readonly string[];

/** The texts of a field: one that fits is enough. A repository has its name with and without its owner. */
const textsOf: Readonly<Record<TextField, ReadTexts>> = {
  label: ({ labels }) => labels,
  'title-prefix': ({ title }) => [title],
  'head-branch': ({ headBranch }) => [headBranch],
  'base-branch': ({ baseBranch }) => [baseBranch],
  repository: ({ repository }) => [repository, repository.slice(repository.indexOf('/') + 1)],
  author: ({ authorLogin }) => [displayLogin(authorLogin ?? 'ghost')],
  'author-class': ({ authorClass }) => [authorClass],
};

/** The first rule that fits, in any case of letters. Null: none does, the pull request counts (B14). */
export function findExclusion(
  subject: ExclusionSubject,
  rules: ExclusionRules,
): ExclusionRule | null {
  return (
    rules.exclusions.find(
      (rule) => isOfTeam(subject, rule, rules) && fitsRule(subject, rule, rules),
    ) ?? null
  );
}

function isOfTeam(
  { authorId }: ExclusionSubject,
  { teamId }: ExclusionRule,
  { teamAuthors }: ExclusionRules,
): boolean {
  return teamId === null || (authorId !== null && teamAuthors.get(teamId)?.has(authorId) === true);
}

function fitsRule(
  subject: ExclusionSubject,
  { field, pattern }: ExclusionRule,
  { ageAsOf }: ExclusionRules,
): boolean {
  switch (field) {
    case 'draft':
      return subject.isDraft;
    case 'age':
      return isIdle(subject, Number(pattern), ageAsOf);
    case 'pull-request':
      return listedPullRequests(pattern).includes(
        `${subject.repository}#${subject.number}`.toLowerCase(),
      );
    default: {
      const wanted = field === 'title-prefix' ? `${pattern}*` : pattern;
      return textsOf[field](subject).some((text) => fitsPattern(text.toLowerCase(), wanted));
    }
  }
}

/** Open, and nothing happened to it for more than so many days. */
function isIdle(
  { isOpen, updatedAt }: ExclusionSubject,
  days: number,
  asOf: Instant | null,
): boolean {
  return isOpen && asOf !== null && asOf - updatedAt > days * 86_400;
}

/** The pull requests that a rule names one by one, `owner/name#12`. */
export function listedPullRequests(pattern: string): string[] {
  return pattern.split(' ').filter((text) => text !== '');
}
