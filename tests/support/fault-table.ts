import type { FaultRule } from '@bellwether/server/github-simulator/faults';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';

export type FaultCase = {
  /** As docs/operations.md calls it. */
  name: string;
  rule: FaultRule;
  /** The stream that it hits. */
  stream: SyncStreamName;
  /** What a person reads; null: nothing, because it is dealt with. `HH:MM` stands for a time of day. */
  reads: { code: string; sentence: string; remedy: string } | null;
};

const pages = { operation: 'pullRequests' };
const LATER_PAGE = /"after":"/;
const again = 'It is tried again by itself; what was read so far is kept.';
const kept = 'What was read is kept. If it does not come back, remove it here.';
const hidden =
  'It may have been deleted, or made private: check the name, and that the token may read the repository.';
const renewed =
  'Nothing is lost: reading goes on by itself when the allowance is renewed. A GitHub App has one of its own.';
const paused = 'Nothing is lost: reading goes on by itself after the pause.';

const unavailable = (sentence: string) => ({
  code: 'upstream_unavailable',
  sentence,
  remedy: again,
});
const notFound = (sentence: string, remedy: string) => ({
  code: 'upstream_not_found',
  sentence,
  remedy,
});
const usedUp = {
  code: 'upstream_rate_limited',
  sentence: 'The hourly allowance at GitHub is used up until HH:MM UTC.',
  remedy: renewed,
};
const pause = {
  code: 'upstream_rate_limited',
  sentence: 'GitHub asks for a pause until HH:MM UTC: too much was asked in a short time.',
  remedy: paused,
};

function onPages(
  name: string,
  effect: FaultRule['effect'],
  reads: FaultCase['reads'],
  rest: Partial<FaultRule> = {},
): FaultCase {
  return { name, rule: { match: pages, effect, ...rest }, stream: 'pull-requests', reads };
}

/** Every fault of GitHub that is told apart, and what a person reads of it. */
export const faultTable: readonly FaultCase[] = [
  onPages(
    'The token is refused in the middle (401)',
    { kind: 'bad-credentials' },
    {
      code: 'upstream_unauthenticated',
      sentence: 'GitHub does not accept the token.',
      remedy: 'It may have expired or been revoked: make a new one and connect again.',
    },
    { match: { ...pages, body: LATER_PAGE } },
  ),
  onPages(
    'A right is missing (403)',
    { kind: 'status', status: 403 },
    {
      code: 'upstream_forbidden',
      sentence: 'The token may not read this.',
      remedy:
        'Give the token read access to the repository, its pull requests, issues, deployments and contents.',
    },
  ),
  onPages('The hour is used up (403)', { kind: 'primary-limit', resetInSeconds: 3600 }, usedUp),
  onPages(
    'The hour is used up (429)',
    { kind: 'primary-limit', status: 429, resetInSeconds: 3600 },
    usedUp,
  ),
  onPages(
    'The hour is used up, said by GraphQL (200)',
    { kind: 'graphql-rate-limited', resetInSeconds: 3600 },
    usedUp,
  ),
  onPages(
    'A secondary limit with retry-after',
    { kind: 'secondary-limit', retryAfterSeconds: 3600 },
    pause,
  ),
  onPages('A secondary limit without retry-after', { kind: 'secondary-limit', status: 429 }, pause),
  onPages('A secondary limit, said by GraphQL (200)', { kind: 'graphql-secondary-limit' }, pause),
  onPages(
    'Too many nodes',
    { kind: 'node-limit' },
    unavailable('GitHub refuses a query that could return too many things at once.'),
  ),
  onPages(
    'Part of an answer, with errors beside it',
    { kind: 'resource-limits' },
    unavailable('GitHub answered a large query only in part, so none of it is used.'),
  ),
  onPages(
    'GraphQL gave up (200)',
    { kind: 'graphql-timeout' },
    unavailable('GitHub gave up on a query that asked for much at once.'),
  ),
  onPages(
    'An error of its own (500)',
    { kind: 'status', status: 500 },
    unavailable('GitHub had an error of its own (status 500).'),
  ),
  onPages(
    'A bad gateway (502)',
    { kind: 'status', status: 502 },
    unavailable(
      'A gateway of GitHub got no good answer (status 502): the query may have been too large.',
    ),
  ),
  onPages(
    'Maintenance (503, a page for people)',
    { kind: 'maintenance' },
    unavailable('GitHub is down, overloaded or under maintenance (status 503).'),
  ),
  onPages(
    'A gateway that waited too long (504)',
    { kind: 'status', status: 504 },
    unavailable('GitHub took too long to answer (status 504).'),
  ),
  onPages('No answer', { kind: 'hang' }, unavailable('GitHub did not answer in time.')),
  onPages(
    'A connection that breaks',
    { kind: 'reset' },
    unavailable('The connection to GitHub broke off in the middle of an answer.'),
  ),
  onPages(
    'JSON that is cut off',
    { kind: 'truncated' },
    unavailable("GitHub's answer could not be read: it was cut off."),
  ),
  onPages(
    'A wrong content type',
    { kind: 'wrong-content-type' },
    unavailable("GitHub's answer could not be read: it should be JSON and is text/html."),
  ),
  onPages(
    'An empty answer',
    { kind: 'empty' },
    unavailable("GitHub's answer could not be read: it was empty."),
  ),
  onPages('A clock that is an hour ahead', { kind: 'clock-skew', seconds: 3600 }, null),
  {
    name: 'A repository gone private or deleted (404)',
    rule: { match: { operation: 'repositoryOverview' }, effect: { kind: 'gone-private' } },
    stream: 'repository',
    reads: notFound('GitHub does not know this, or hides it from the token.', hidden),
  },
  onPages(
    'Deleted or switched off for good (410)',
    { kind: 'gone' },
    notFound('GitHub says that this was deleted or switched off for good.', kept),
  ),
  onPages(
    'Withheld for legal reasons (451)',
    { kind: 'withheld' },
    notFound('GitHub withholds this for legal reasons.', kept),
  ),
  {
    name: 'A repository renamed or transferred (301)',
    rule: { match: { path: /\/pulls\/comments$/ }, effect: { kind: 'moved' }, times: 2 },
    stream: 'review-comments',
    reads: null,
  },
  {
    name: 'A redirect without an end',
    rule: { match: { path: /\/pulls\/comments$/ }, effect: { kind: 'moved' } },
    stream: 'review-comments',
    reads: unavailable('GitHub sends from one address to the next without an end.'),
  },
];
