import { matchesPattern } from '../deployments/wildcard-pattern.ts';

/** What marks a pull request as a hasty fix. */
export type HotfixSettings = {
  /** Labels in any case; `*` stands for any characters. */
  hotfixLabels: readonly string[];
  /** How its head branch begins, or any part of it after a slash; in any case. */
  hotfixBranches: readonly string[];
};

/** What counts where nobody chose. */
export const defaultHotfixSettings: HotfixSettings = {
  hotfixLabels: ['hotfix'],
  hotfixBranches: ['hotfix/', 'hotfix-'],
};

/** Whether a label or the branch marks it as a hotfix (B15). */
export function isHotfix(
  { labels, headBranch }: { labels: readonly string[]; headBranch: string },
  { hotfixLabels, hotfixBranches }: HotfixSettings,
): boolean {
  const branch = headBranch.toLowerCase();
  const starts = hotfixBranches.map((start) => start.toLowerCase()).filter((start) => start !== '');
  return (
    labels.some((label) => hotfixLabels.some((pattern) => matchesPattern(pattern, label))) ||
    starts.some((start) => branch.startsWith(start) || branch.includes(`/${start}`))
  );
}
