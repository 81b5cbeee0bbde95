import type { RepositoryRemoval } from '@bellwether/shared/sync-status/sync-status.schema';
import { formatCountOf } from '../../format/number.ts';

/** What removing a repository deletes, what stays, and what to know before. */
export function describeRemoval(counts: RepositoryRemoval): {
  goes: string[];
  stays: string;
  warning: string | null;
} {
  const kept =
    counts.incidentsKept === 0
      ? ''
      : ` ${formatCountOf(counts.incidentsKept, 'incident')} from other systems ${counts.incidentsKept === 1 ? 'stays' : 'stay'}, without a repository.`;
  return {
    goes: [
      formatCountOf(counts.pullRequests, 'pull request'),
      formatCountOf(counts.reviews, 'review'),
      formatCountOf(counts.comments, 'comment'),
      formatCountOf(counts.deployments, 'deployment'),
      formatCountOf(counts.issues, 'issue'),
      formatCountOf(counts.incidents, 'incident of its issues', 'incidents of its issues'),
    ].filter((line) => !line.startsWith('0 ')),
    stays: `People, teams, definitions and the other repositories stay, and nothing changes on GitHub.${kept}`,
    warning: counts.isDiscovered
      ? 'It came with the installation of the App, which brings it back: take it out of the installation on GitHub, or pause it here instead.'
      : null,
  };
}
