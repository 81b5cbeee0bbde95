import type { WorldUser } from '../../world.types.ts';

export type Account = {
  login: string;
  id: number;
  type: 'User' | 'Bot';
  name: string;
  /** The account was deleted: GitHub no longer says who it was. */
  deleted?: boolean;
};

/** The account as GitHub's API shows it; null for a deleted one. */
export function toUser(account: Account): WorldUser | null {
  if (account.deleted) {
    return null;
  }
  return {
    login: account.login,
    id: account.id,
    node_id: `${account.type === 'Bot' ? 'BOT' : 'U'}_kgHF${account.id.toString(36)}`,
    type: account.type,
    name: account.type === 'Bot' ? null : account.name,
    site_admin: false,
  };
}

export const organization: WorldUser = {
  login: 'heronfield',
  id: 61_004_200,
  node_id: 'O_kgHF61004200',
  type: 'Organization',
  name: 'Heronfield',
};

export const dependabot: Account = {
  login: 'dependabot[bot]',
  id: 61_009_001,
  type: 'Bot',
  name: 'dependabot[bot]',
};
export const renovate: Account = {
  login: 'renovate[bot]',
  id: 61_009_002,
  type: 'Bot',
  name: 'renovate[bot]',
};
/** An ordinary account that a pipeline uses: only its name says that it is a bot. */
export const releaseBot: Account = {
  login: 'heronfield-release-bot',
  id: 61_009_003,
  type: 'User',
  name: 'Heronfield releases',
};
export const codeRabbit: Account = {
  login: 'coderabbitai[bot]',
  id: 61_009_004,
  type: 'Bot',
  name: 'coderabbitai[bot]',
};
export const copilotReviewer: Account = {
  login: 'Copilot',
  id: 61_009_005,
  type: 'Bot',
  name: 'Copilot',
};
export const copilotAuthor: Account = {
  login: 'copilot-swe-agent[bot]',
  id: 61_009_006,
  type: 'Bot',
  name: 'copilot-swe-agent[bot]',
};

export const reviewTeam = {
  id: 6_100_700,
  node_id: 'T_kwHF6100700',
  name: 'Lending',
  slug: 'lending',
};
