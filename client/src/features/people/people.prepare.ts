import type {
  MergeSuggestionView,
  PeopleOverview,
  PersonSummary,
  UnmappedEmail,
} from '@bellwether/shared/people/people.schema';
import type { TeamImport, TeamSummary } from '@bellwether/shared/people/teams.schema';
import { formatAgo, formatDate } from '../../format/date.ts';
import { formatCountOf, formatShare } from '../../format/number.ts';

/** People whose name, account, address or team holds every word that is typed. */
export function findPeople(people: readonly PersonSummary[], typed: string): PersonSummary[] {
  const words = wordsOf(typed);
  return people.filter((person) => {
    const text = [
      person.displayName,
      ...person.accounts.flatMap(({ login, name }) => [login, name ?? '']),
      ...person.emails.map(({ email }) => email),
      ...person.teams.map(({ name }) => name),
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function findEmails(emails: readonly UnmappedEmail[], typed: string): UnmappedEmail[] {
  const words = wordsOf(typed);
  return emails.filter(({ email }) => words.every((word) => email.toLowerCase().includes(word)));
}

function wordsOf(typed: string): string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

/** What somebody did, in one line: `12 pull requests, 30 reviews · since Tue 3 Mar 2026`. */
export function describeActivity(person: PersonSummary): string {
  if (person.firstSeenAt === null) {
    return 'No pull request and no review yet';
  }
  const counts = [
    formatCountOf(person.pullRequests, 'pull request'),
    formatCountOf(person.reviews, 'review'),
  ].join(', ');
  return `${counts} · since ${formatDate(person.firstSeenAt)}`;
}

/** How much of the commits is known to be whose (B1). */
export function describeMapping({ commits, unmappedCommits, unmapped }: PeopleOverview): string {
  if (commits === 0) {
    return 'No commit of a pull request was read yet.';
  }
  if (unmappedCommits === 0) {
    return 'Every commit that was read belongs to somebody.';
  }
  const share = formatShare(unmappedCommits / commits);
  const programs = unmapped.filter(({ isMachine }) => isMachine).length;
  const aside =
    programs === 0
      ? ''
      : `; ${formatCountOf(programs, 'address is a program’s', 'addresses are programs’')}, which nobody has to claim`;
  return `${formatCountOf(unmappedCommits, 'commit')} (${share}) from ${formatCountOf(unmapped.length, 'address', 'addresses')} ${unmappedCommits === 1 ? 'belongs' : 'belong'} to nobody${aside}.`;
}

export const confidenceWords: Record<MergeSuggestionView['confidence'], string> = {
  strong: 'Very likely',
  fair: 'Likely',
  weak: 'Perhaps',
};

/** The two of a suggestion, each as people know it. */
export function describePair(suggestion: MergeSuggestionView): string {
  return [
    ...suggestion.people.map(({ displayName, logins }) =>
      logins.length === 0 || (logins.length === 1 && logins[0] === displayName)
        ? displayName
        : `${displayName} (${logins.join(', ')})`,
    ),
    ...suggestion.emails.map(({ email }) => email),
  ].join(' and ');
}

/** How the teams of an organisation were read last, in one sentence. */
export function describeImport(read: TeamImport, now: string): string {
  const last =
    read.readAt === null ? 'They were never read.' : `Last read ${formatAgo(read.readAt, now)}.`;
  return read.error === null
    ? `Teams of ${read.organization}. ${last}`
    : `The teams of ${read.organization} could not be read: ${read.error.message} ${read.error.remedy ?? ''} ${last}`.replace(
        /\s+/g,
        ' ',
      );
}

export function findTeams(teams: readonly TeamSummary[], typed: string): TeamSummary[] {
  const words = wordsOf(typed);
  return teams.filter((team) => {
    const members = team.members.map(({ name }) => name);
    const text = [team.name, team.handle, ...members].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Where a team comes from, and within which it is. */
export function describeOrigin(team: TeamSummary): string {
  if (team.organization === null) {
    return 'Named here';
  }
  return team.parentName === null
    ? `From GitHub, ${team.organization}`
    : `From GitHub, ${team.organization}, within ${team.parentName}`;
}
