import { AppError } from '@bellwether/shared/errors/app-error';

type Named = { id: string; organization: string | null; slug: string };

/** How filters and the API name a team: `slug` for one named here, `organisation/slug` for one of GitHub. */
export function handleOf(team: Named): string {
  return team.organization === null ? team.slug : `${team.organization}/${team.slug}`;
}

/** A team's name as it stands in an address: letters of any script, digits and dashes. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/**
 * The team that a text names: `organisation/slug`, or a slug alone when only one team has it; one named here goes first.
 * @throws AppError `not_found` or `invalid_input` that says what would be right
 */
export function findTeam<T extends Named>(teams: readonly T[], text: string): T {
  const wanted = text.trim().toLowerCase();
  const exact = teams.find((team) => handleOf(team).toLowerCase() === wanted);
  if (exact !== undefined) {
    return exact;
  }
  const [found, other] = teams.filter(({ slug }) => slug.toLowerCase() === wanted);
  if (found === undefined) {
    throw new AppError('not_found', `There is no team ${text.slice(0, 100)}.`, {
      field: 'team',
      remedy:
        teams.length === 0
          ? 'No teams are known: import them from GitHub, or name one on the page "Who is who?".'
          : `The teams are ${listSome(teams.map(handleOf))}.`,
    });
  }
  if (other !== undefined) {
    throw new AppError(
      'invalid_input',
      `Several organisations have a team ${text.slice(0, 100)}.`,
      {
        field: 'team',
        remedy: `Write one of ${handleOf(found)}, ${handleOf(other)}.`,
      },
    );
  }
  return found;
}

const MOST_LISTED = 10;

function listSome(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${names.slice(0, MOST_LISTED).join(', ')} and ${more} more` : names.join(', ');
}
