import type { ExclusionEffect } from '../pull-requests/exclusion.rules.ts';

/** How many pull requests stand in a metric, and why others do not: by class of their author, or by the name of a rule. */
export type ExclusionCounts = {
  counted: number;
  excluded: Readonly<Record<string, number>>;
};

export type ExclusionWords = {
  /** `212 pull requests` */
  found: string;
  /** `31 excluded (24 bot, 5 release, 2 manual by @mara)`. Null: none is. */
  excluded: string | null;
  /** `3 apart (3 hotfix)`: in a series of their own. Null: none is. */
  apart: string | null;
  /** All of it in one line. */
  line: string;
};

const classNames: Readonly<Record<string, string>> = {
  ai_reviewer: 'AI reviewer',
  ghost: 'deleted account',
  service: 'service account',
};

/** What is left out, most first, never hidden (B14). `effects`: of each rule by its name; what is no rule is left out. */
export function exclusionWords(
  { counted, excluded }: ExclusionCounts,
  effects: Readonly<Record<string, ExclusionEffect>> = {},
): ExclusionWords {
  const entries = Object.entries(excluded).filter(([, count]) => count > 0);
  const isApart = (name: string) => Object.hasOwn(effects, name) && effects[name] === 'separate';
  const total = entries.reduce((sum, [, count]) => sum + count, counted);
  const found = `${number(total)} ${total === 1 ? 'pull request' : 'pull requests'}`;
  const leftOut = listed(
    'excluded',
    entries.filter(([name]) => !isApart(name)),
  );
  const apart = listed(
    'apart',
    entries.filter(([name]) => isApart(name)),
  );
  const line = [found, leftOut, apart].filter((part) => part !== null).join(', ');
  return { found, excluded: leftOut, apart, line };
}

function listed(word: string, entries: readonly [string, number][]): string | null {
  if (entries.length === 0) {
    return null;
  }
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const parts = [...entries]
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b, 'en'))
    .map(([name, count]) => `${number(count)} ${nameOf(name)}`);
  return `${number(total)} ${word} (${parts.join(', ')})`;
}

function nameOf(name: string): string {
  return Object.hasOwn(classNames, name) ? (classNames[name] ?? name) : name;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
