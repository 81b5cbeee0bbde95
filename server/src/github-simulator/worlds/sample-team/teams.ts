import type { WorldRepository, WorldTeam } from '../../world.types.ts';
import { type Account, organization, reviewTeam, toUser } from './accounts.ts';
import { lead, team } from './people.ts';

/** Made for the machines of the platform and hardly used: its owner has another account for daily work. */
const secondAccount: Account = {
  id: 61_005_050,
  login: 'twrede',
  name: 'Tobias Wrede',
  type: 'User',
};

const byLogin = new Map([...team, secondAccount].map((account) => [account.login, account]));

function teamOf(
  row: Pick<WorldTeam, 'id' | 'slug' | 'name'> & { node_id?: string },
  logins: readonly string[],
  repositories: readonly string[],
): WorldTeam {
  return {
    ...row,
    node_id: row.node_id ?? `T_kwHF${row.id}`,
    organization: organization.login,
    members: logins.flatMap((login) => toUser(byLogin.get(login) ?? lead) ?? []),
    repositories: repositories.map((name) => `${organization.login}/${name}`),
  };
}

/** The team that pull requests ask, and the two within it. */
export const sampleTeams: readonly WorldTeam[] = [
  teamOf(reviewTeam, [lead.login], ['lending-web', 'lending-api', 'lending-platform']),
  {
    ...teamOf(
      { id: 6_100_701, slug: 'lending-desk', name: 'Lending desk' },
      ['tobias-hf', 'noor-hf', 'marisol-hf', 'linh-hf'],
      ['lending-web'],
    ),
    parent: { slug: reviewTeam.slug },
  },
  {
    ...teamOf(
      { id: 6_100_702, slug: 'lending-core', name: 'Lending core' },
      ['dayo-hf', 'jana-hf', 'priya-hf', 'caleb-hf', secondAccount.login],
      ['lending-api', 'lending-platform'],
    ),
    parent: { slug: reviewTeam.slug },
  },
];

const files: Readonly<Record<string, NonNullable<WorldRepository['codeOwners']>>> = {
  'lending-web': {
    path: '.github/CODEOWNERS',
    text: `# Whoever stands last wins.
*                          @heronfield/lending

/src/features/             @heronfield/lending-desk
/src/features/checkout/    @heronfield/lending-desk @imke-hf  # money passes here
/src/pages/                @heronfield/lending-desk
/src/lib/                  @marisol-hf
*.css                      @linh-hf
tests/*                    @noor-hf

# Written by a program: nobody is asked.
/src/api-client/
!/src/features/kiosk/      @tobias-hf
`,
  },
  'lending-api': {
    path: 'CODEOWNERS',
    text: `*                       @heronfield/lending-core
*.sql                   @jana-hf
/src/modules/payments/  @heronfield/lending-core @imke-hf
/src/jobs/              @priya-hf dayo@heronfield.example
`,
  },
};

/** A repository's CODEOWNERS file; the third has none. */
export function codeOwnersOf(repository: string): Pick<WorldRepository, 'codeOwners'> {
  const codeOwners = files[repository];
  return codeOwners === undefined ? {} : { codeOwners };
}
