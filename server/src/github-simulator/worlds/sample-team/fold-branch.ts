import type { WorldCommit } from '../../world.types.ts';
import { type Account, organization, toUser } from './accounts.ts';
import type { History } from './history.ts';
import { formatInstant } from './instants.ts';
import type { MomentOf } from './moments.ts';
import type { Random } from './random.ts';

type BranchCommit = {
  sha: string;
  author: Account;
  authoredAt: number;
  committedAt: number;
  message: string;
  /** The base commit that it merges in, for a merge of the base. */
  mergedBase: string | null;
};

/** The commits of a head branch as they stand, and the base commit that they start from. */
export type Branch = { baseSha: string; commits: BranchCommit[] };

export function headOf(branch: Branch): BranchCommit | undefined {
  return branch.commits.at(-1);
}

export function applyPush(
  branch: Branch,
  push: MomentOf<'push'>,
  history: History,
  random: Random,
): void {
  if (branch.commits.length === 0) {
    branch.baseSha = history.tipBefore(push.at);
  }
  branch.commits.push({
    sha: random.hex(40),
    author: push.coAuthor ?? push.by,
    authoredAt: push.authoredAt,
    committedAt: push.at,
    message: messageOf(push),
    mergedBase: push.fromBase ? history.tipBefore(push.at) : null,
  });
}

function messageOf(push: MomentOf<'push'>): string {
  const trailer = `\n\nCo-authored-by: ${push.by.name} <${emailOf(push.by)}>`;
  return push.coAuthor ? `${push.message}${trailer}` : push.message;
}

/** Rewrites the branch on the base of that moment; a squash also loses the author dates. */
export function applyForcePush(
  branch: Branch,
  push: MomentOf<'force-push'>,
  history: History,
  random: Random,
): void {
  branch.baseSha = history.tipBefore(push.at);
  const own = branch.commits.filter((commit) => commit.mergedBase === null);
  const kept = push.squash ? own.slice(0, 1) : own;
  branch.commits = kept.map((commit) => ({
    ...commit,
    sha: random.hex(40),
    authoredAt: push.squash ? push.at : commit.authoredAt,
    committedAt: push.at,
  }));
}

function emailOf(account: Account): string {
  return `${account.login.replace('[bot]', '')}@${organization.login}.example`;
}

export function toWorldCommits(number: number, branch: Branch): WorldCommit[] {
  return branch.commits.map((commit, index) => {
    const person = { name: commit.author.name, email: emailOf(commit.author) };
    const previous = branch.commits[index - 1]?.sha ?? branch.baseSha;
    const parents = commit.mergedBase ? [previous, commit.mergedBase] : [previous];
    return {
      pull_number: number,
      sha: commit.sha,
      node_id: `C_kwHF${commit.sha.slice(0, 24)}`,
      author: toUser(commit.author),
      commit: {
        author: { ...person, date: formatInstant(commit.authoredAt) },
        committer: { ...person, date: formatInstant(commit.committedAt) },
        message: commit.message,
      },
      parents: parents.map((sha) => ({ sha })),
    };
  });
}
