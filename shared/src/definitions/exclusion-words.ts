import type { ExclusionEffect } from '../pull-requests/exclusion.rules.ts';

/** How many pull requests stand in a metric, and why others do not: by class of their author, or by the name of a rule. */
export type ExclusionCounts = {
  counted: number;
  excluded: Readonly<Record<string, number>>;
};

/** Who made a rule, by its name. */
export type RuleMakers = Readonly<Record<string, string>>;

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

/**
 * What is left out, most first, never hidden (B14), with who made the rule. `effects`: of each rule by its name; what is no
 * rule is left out.
 */
export function exclusionWords(
  { counted, excluded }: ExclusionCounts,
  effects: Readonly<Record<string, ExclusionEffect>> = {},
  makers: RuleMakers = {},
): ExclusionWords {
  const entries = Object.entries(excluded).filter(([, count]) => count > 0);
  const isApart = (name: string) => Object.hasOwn(effects, name) && effects[name] === 'separate';
  const total = entries.reduce((sum, [, count]) => sum + count, counted);
  const found = `${number(total)} ${total === 1 ? 'pull request' : 'pull requests'}`;
  const leftOut = listed(
    'excluded',
    entries.filter(([name]) => !isApart(name)),
    makers,
  );
  const apart = listed(
    'apart',
    entries.filter(([name]) => isApart(name)),
    makers,
  );
  const line = [found, leftOut, apart].filter((part) => part !== null).join(', ');
  return { found, excluded: leftOut, apart, line };
}

function listed(
  word: string,
  entries: readonly [string, number][],
  makers: RuleMakers,
): string | null {
  if (entries.length === 0) {
    return null;
  }
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const parts = [...entries]
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b, 'en'))
    .map(([name, count]) => `${number(count)} ${nameOf(name)}${makerWords(name, makers)}`);
  return `${number(total)} ${word} (${parts.join(', ')})`;
}

/** ` by Ada`; nothing where the name says it already: `manual by @mara`. */
function makerWords(name: string, makers: RuleMakers): string {
  const by = Object.hasOwn(makers, name) ? makers[name] : undefined;
  return by === undefined || name.includes(`by ${by}`) ? '' : ` by ${by}`;
}

function nameOf(name: string): string {
  return Object.hasOwn(classNames, name) ? (classNames[name] ?? name) : name;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
