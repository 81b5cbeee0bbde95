import type { AuthorClass } from '@bellwether/shared/pull-requests/author-class.rules';
import type { SizeClass } from '@bellwether/shared/pull-requests/size-class';
import type { Tier } from '@bellwether/shared/pull-requests/tier';

/** Changed lines of each size (B10). */
export const sizeHints: Readonly<Record<SizeClass, string>> = {
  XS: 'up to 10 lines',
  S: '11 to 50 lines',
  M: '51 to 200 lines',
  L: '201 to 500 lines',
  XL: 'more than 500 lines',
};

export const tierWords: Readonly<Record<Tier, string>> = {
  light: 'Light',
  standard: 'Standard',
  deep: 'Deep',
};

export const classWords: Readonly<Record<AuthorClass, string>> = {
  human: 'People',
  bot: 'Bots',
  ai_reviewer: 'AI agents',
  service: 'Service accounts',
  ghost: 'Deleted accounts',
};

export const classChoices = (Object.keys(classWords) as AuthorClass[]).map((value) => ({
  value,
  label: classWords[value],
}));
