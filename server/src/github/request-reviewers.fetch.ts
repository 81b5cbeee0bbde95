import { AppError } from '@bellwether/shared/errors/app-error';
import { RequestError } from 'octokit';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

/**
 * Asks people for a review in GitHub's name. Who was asked already stays so.
 * @throws AppError `upstream_forbidden` without the right to write, `invalid_input` for somebody whom the repository does
 *   not let review, `upstream_not_found` when there is no such pull request for us, `conflict` when it is closed
 */
export async function requestReviewers(
  github: Github,
  { owner, name }: RepositoryName,
  number: number,
  logins: readonly string[],
): Promise<void> {
  const path = `/repos/${owner}/${name}/pulls/${number}/requested_reviewers`;
  try {
    await github.restPost(path, { reviewers: [...logins] });
  } catch (error) {
    throw inPlainWords(error, logins);
  }
}

const RIGHT =
  'Give the token or the App the permission "Pull requests: write" (a classic token: repo), then check the rights on the page Connections.';

function inPlainWords(error: unknown, logins: readonly string[]): unknown {
  if (!(error instanceof AppError) || !(error.cause instanceof RequestError)) {
    return error;
  }
  const { cause } = error;
  const who = logins.join(', ');
  if (error.code === 'upstream_forbidden') {
    return new AppError('upstream_forbidden', 'Bellwether may read here, but ask nobody.', {
      cause,
      remedy: RIGHT,
    });
  }
  if (error.code === 'upstream_not_found') {
    return new AppError(
      'upstream_not_found',
      'GitHub does not know this pull request, or does not let Bellwether change it.',
      { cause, remedy: RIGHT },
    );
  }
  return cause.status === 422 ? unprocessable(cause, who) : error;
}

function unprocessable(cause: RequestError, who: string): AppError {
  if (/collaborator/i.test(cause.message)) {
    return new AppError('invalid_input', `${who} is no collaborator of the repository.`, {
      ...{ cause, field: 'login' },
      remedy: 'Give them access to the repository on GitHub, or ask somebody else.',
    });
  }
  if (/author/i.test(cause.message)) {
    return new AppError('invalid_input', 'Nobody reviews what they wrote themselves.', {
      ...{ cause, field: 'login' },
      remedy: 'Ask somebody else.',
    });
  }
  return new AppError('conflict', `GitHub does not take the request for ${who}.`, {
    cause,
    remedy: 'The pull request may be closed by now: it is being read again.',
  });
}
