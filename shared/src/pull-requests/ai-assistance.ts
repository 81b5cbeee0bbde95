import type { Actors } from './actors.ts';
import type { PullRequestHistory } from './pull-request-history.ts';

/** By what a change that was written with an AI agent is known. Everything in lower case. */
export type AiAssistanceRules = {
  /** Beginnings of head branches. */
  branchPrefixes: readonly string[];
  /** Whole labels. */
  labels: readonly string[];
};

export const defaultAiAssistanceRules: AiAssistanceRules = {
  branchPrefixes: ['claude/', 'codex/', 'copilot/', 'cursor/', 'devin/', 'jules/'],
  labels: ['ai-assisted', 'ai-generated', 'claude-code', 'codex', 'copilot', 'devin'],
};

/** What says that an agent wrote it or a part of it. */
export type AiSign =
  | { kind: 'author' }
  | { kind: 'branch'; branch: string }
  | { kind: 'label'; label: string }
  | { kind: 'commits'; accountId: string; count: number };

/** Every sign, the strongest first; none: nothing says so, which does not prove that a person wrote all of it. */
export function readAiSigns(
  { pullRequest, labels, commits }: PullRequestHistory,
  actors: Actors,
  rules: AiAssistanceRules,
): AiSign[] {
  const isAgent = (id: string | null) => actors.classOf(id) === 'ai_reviewer';
  const branch = pullRequest.headBranch;
  const signs: AiSign[] = [];
  if (isAgent(pullRequest.authorId)) {
    signs.push({ kind: 'author' });
  }
  if (rules.branchPrefixes.some((prefix) => branch.toLowerCase().startsWith(prefix))) {
    signs.push({ kind: 'branch', branch });
  }
  for (const label of labels) {
    if (rules.labels.includes(label.toLowerCase())) {
      signs.push({ kind: 'label', label });
    }
  }
  const written = new Map<string, number>();
  for (const { authorId } of commits) {
    if (authorId !== null && isAgent(authorId)) {
      written.set(authorId, (written.get(authorId) ?? 0) + 1);
    }
  }
  for (const [accountId, count] of written) {
    signs.push({ kind: 'commits', accountId, count });
  }
  return signs;
}
