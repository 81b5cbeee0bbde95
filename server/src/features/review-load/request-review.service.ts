import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { RequestReviewInput } from '@bellwether/shared/review-load/review-load.schema';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { loadCredentials } from '../../connection-credentials.ts';
import { requirePullRequest, whyNot } from './suggest.service.ts';

type Context = Pick<AppContext, 'db' | 'github' | 'secrets' | 'sample' | 'sync'>;

/**
 * Has GitHub ask somebody for a review, and the pull request read again.
 * @throws AppError `not_found` when the caller may not see the pull request, `conflict` when nobody can be asked about it,
 *   `invalid_input` for the author or no collaborator, and an `upstream_*` code when GitHub refuses or fails
 */
export async function requestReview(
  app: Context,
  { pullRequestId, login }: RequestReviewInput,
  scope: RowScope,
): Promise<AuditNote> {
  const asked = await requirePullRequest(app, pullRequestId, scope);
  const { connectionId, owner, name, number } = asked;
  const why = whyNot(asked);
  if (why !== null || connectionId === null) {
    throw new AppError('conflict', `Nobody can be asked about it: ${why ?? ''}`.trim(), {
      remedy: 'Reload the page to see how it stands.',
    });
  }
  if (asked.authorLogin?.toLowerCase() === login.toLowerCase()) {
    throw new AppError('invalid_input', 'Nobody reviews what they wrote themselves.', {
      field: 'login',
      remedy: 'Ask somebody else.',
    });
  }
  const credentials = await loadCredentials(app, connectionId);
  await app.github.requestReviewers(credentials, { owner, name, number }, [login]);
  await app.sync.request(
    { kind: 'pull-request', repositoryId: asked.repositoryId, number },
    'person',
  );
  return {
    subject: { kind: 'pull-request', id: asked.id, name: `${owner}/${name}#${number}` },
    before: { asked: asked.asked },
    after: { asked: [...new Set([...asked.asked, login])] },
  };
}
