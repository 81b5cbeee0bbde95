import { actorFields } from './actor.fields.ts';
import { commentFields, reviewCommentFields } from './comment.fields.ts';
import { commitFields, pullCommitFields } from './commit.fields.ts';
import { deploymentFields, deploymentStatusFields } from './deployment.fields.ts';
import { eventFields } from './event.fields.ts';
import type { FieldTable } from './graph-context.ts';
import { issueFields } from './issue.fields.ts';
import { labelFields } from './label.fields.ts';
import { fileFields, pullRequestFields } from './pull-request.fields.ts';
import { queryFields } from './query.fields.ts';
import { releaseFields } from './release.fields.ts';
import { repositoryFields } from './repository.fields.ts';
import { reviewFields, threadFields } from './review.fields.ts';
import { organizationFields, teamFields } from './team.fields.ts';

const TABLES: Record<string, FieldTable<never>> = {
  Query: queryFields,
  User: actorFields,
  Bot: actorFields,
  Organization: organizationFields,
  Mannequin: actorFields,
  Team: teamFields,
  Repository: repositoryFields,
  PullRequest: pullRequestFields,
  PullRequestChangedFile: fileFields,
  PullRequestReview: reviewFields,
  PullRequestReviewThread: threadFields,
  PullRequestReviewComment: reviewCommentFields,
  PullRequestCommit: pullCommitFields,
  Commit: commitFields,
  IssueComment: commentFields,
  Issue: issueFields,
  Label: labelFields,
  Deployment: deploymentFields,
  DeploymentStatus: deploymentStatusFields,
  Release: releaseFields,
};

/** The resolvers of a GraphQL type; undefined for types whose values are plain objects. */
export function tableOfType(typeName: string): FieldTable<never> | undefined {
  return TABLES[typeName] ?? (typeName.endsWith('Event') ? eventFields : undefined);
}
