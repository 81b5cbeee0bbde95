import type { Random } from './random.ts';
import type { RepositorySketch } from './repositories.ts';

export type ChangeKind = 'feature' | 'fix' | 'refactor' | 'performance' | 'test' | 'docs';

export const kindWeights: readonly (readonly [ChangeKind, number])[] = [
  ['feature', 34],
  ['fix', 29],
  ['refactor', 18],
  ['performance', 7],
  ['test', 8],
  ['docs', 4],
];

const phrases: Record<ChangeKind, readonly string[]> = {
  feature: [
    'Add filters to the %',
    'Let branch staff pause the %',
    'Show progress in the %',
    'Support bulk changes in the %',
    'Add an undo to the %',
    'Introduce a read-only mode for the %',
    'Offer CSV export from the %',
    'Translate the % into Polish',
    'Remember the last choice in the %',
    'Put the % behind a feature flag',
    'Send an event when the % changes',
    'Make limits of the % configurable',
  ],
  fix: [
    'Fix stale data in the %',
    'Stop duplicate entries in the %',
    'Handle an empty answer in the %',
    'Correct time zones in the %',
    'Avoid a double submit in the %',
    'Guard the % against missing fields',
    'Retry the % on a lost connection',
    'Do not leak errors from the %',
    'Fix rounding in the %',
    'Keep the order of the % stable',
    'Close what the % leaves open',
  ],
  refactor: [
    'Split the % into smaller modules',
    'Move the % to the new client',
    'Remove the old code path of the %',
    'Rename fields of the % for clarity',
    'Extract validation from the %',
    'Type the % strictly',
    'Delete unused options of the %',
    'Give the % one owner',
  ],
  performance: [
    'Cache lookups in the %',
    'Load the % in one query',
    'Cut memory use of the %',
    'Load the % lazily',
  ],
  test: [
    'Cover the % with tests',
    'Make tests of the % independent of the clock',
    'Test limits of the %',
  ],
  docs: ['Document the %', 'Describe how to debug the %'],
};

/** What is built where nobody looks. */
const platformFeatures: readonly string[] = [
  'Add a dry run to the %',
  'Make the % configurable per environment',
  'Raise an alert when the % falls behind',
  'Tag the costs of the %',
  'Support a second region in the %',
  'Add a dashboard for the %',
  'Roll out the % step by step',
  'Keep an audit trail of the %',
  'Run the % on smaller machines',
];

const platformCircumstances: readonly string[] = [
  'during a deploy',
  'under load',
  'across midnight',
  'when the clock changes',
  'on a cold start',
  'in staging',
  'after a restart',
  'with a full disk',
  'for partner branches',
  'without a network',
];

const circumstances: readonly string[] = [
  'after a failed save',
  'for members without an address',
  'when a branch is closed',
  'on slow connections',
  'during a deploy',
  'with more than 500 entries',
  'across midnight',
  'for shared accounts',
  'for the autumn pilot',
  'when the clock changes',
  'for guests',
  'under load',
  'in older browsers',
  'for partner branches',
];

const conventionalTypes: Record<ChangeKind, string> = {
  feature: 'feat',
  fix: 'fix',
  refactor: 'refactor',
  performance: 'perf',
  test: 'test',
  docs: 'docs',
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A title in the manner of the repository, and the area that it is about. */
export function makeTitle(
  repository: RepositorySketch,
  kind: ChangeKind,
  random: Random,
): { title: string; area: string } {
  const [subject, area] = random.pick(repository.areas);
  const isPlatform = repository.titleStyle === 'bracketed';
  const choices = isPlatform && kind === 'feature' ? platformFeatures : phrases[kind];
  const phrase = random.pick(choices).replace('%', subject);
  const circumstance = random.pick(isPlatform ? platformCircumstances : circumstances);
  const sentence = random.chance(0.55) ? `${phrase} ${circumstance}` : phrase;
  if (repository.titleStyle === 'conventional') {
    return { title: `${conventionalTypes[kind]}(${area}): ${lowerFirst(sentence)}`, area };
  }
  if (isPlatform && random.chance(0.6)) {
    return { title: `[${area}] ${sentence}`, area };
  }
  return { title: sentence, area };
}

/** The words of a title as a branch or file name. */
export function toSlug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
}

export const emojiTitle = '🎉 Celebrate the 10,000th loan on the kiosk screen 🪚';
export const rightToLeftTitle = 'إضافة اللغة العربية إلى شاشة الحجز';
export const longTitle =
  'Let members of partner branches reserve, extend, hand over and return tools that belong to another branch, including ' +
  'deposits, damage reports, reminders, waitlists, opening hours and kiosk receipts, without signing in again (first of several steps)';
