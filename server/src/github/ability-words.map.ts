import type { Ability, TokenAbility } from '@bellwether/shared/connections/connections.schema';

/** What can be read once the right is there. */
export const READABLE: Record<Ability, string> = {
  metadata: 'Names and settings of repositories can be read.',
  'pull-requests': 'Pull requests, reviews and comments can be read.',
  issues: 'Issues can be read, and with them incidents.',
  deployments: 'Deployments can be read, and with them lead time.',
  contents: 'The commit graph, .gitattributes and CODEOWNERS can be read.',
  'workflow-runs': 'Workflow runs can be read: they may count as deployments.',
  teams: 'Teams and their members can be read.',
  private: 'Private repositories can be read too.',
};

/** The right as GitHub's form calls it, for fine-grained tokens and Apps. */
export const PERMISSION: Record<Exclude<Ability, 'private'>, string> = {
  metadata: 'Metadata: read',
  'pull-requests': 'Pull requests: read',
  issues: 'Issues: read',
  deployments: 'Deployments: read',
  contents: 'Contents: read',
  'workflow-runs': 'Actions: read',
  teams: 'Members: read (of the organisation)',
};

/** What a missing right costs, and on which page that shows. */
export const COST: Record<Ability, string> = {
  metadata: 'No repository can be found, so every page stays empty.',
  'pull-requests': 'The page Cycle time stays empty: nothing is known of pull requests.',
  issues: 'The page Incidents finds none among issues.',
  deployments: 'On the page Cycle time, lead time stays unknown, and Deployments shows none.',
  contents:
    'On the page Cycle time, lead time stays unknown because commits cannot be compared, generated files count as written, and People knows no code owners.',
  'workflow-runs': 'The page Deployments cannot count workflow runs.',
  teams: 'The page People knows no teams, so nothing can be filtered by team.',
  private: 'Private repositories stay invisible on every page.',
};

export function granted(ability: Ability): TokenAbility {
  return { ability, granted: 'yes', explanation: READABLE[ability] };
}

export function missing(ability: Ability, lack: string): TokenAbility {
  return { ability, granted: 'no', explanation: `${lack} ${COST[ability]}` };
}
