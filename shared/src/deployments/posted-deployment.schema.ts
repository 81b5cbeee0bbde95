import { z } from 'zod';
import {
  postedIdentity,
  postedInstantSchema,
  postedRepositorySchema,
  postedShaSchema,
  postedText,
  postedUrlSchema,
} from './posted-fields.schema.ts';

export const postedStatuses = ['success', 'failure', 'in_progress'] as const;

/** A deployment as another system tells of it: `POST /api/v1/deployments`. */
export const postedDeploymentSchema = z
  .strictObject({
    ...postedIdentity,
    repository: postedRepositorySchema,
    /** What was deployed. Null: the repository is the service. */
    service: postedText(100).nullish(),
    environment: postedText(100).default('production'),
    sha: postedShaSchema,
    /** The commit of the repository that `sha` was built from (B9.4). */
    sourceSha: postedShaSchema.nullish(),
    /** The commit that was deployed before (B9.3). */
    previousSha: postedShaSchema.nullish(),
    status: z
      .enum(postedStatuses, `Write one of: ${postedStatuses.join(', ')}.`)
      .default('success'),
    startedAt: postedInstantSchema.nullish(),
    finishedAt: postedInstantSchema.nullish(),
    url: postedUrlSchema.nullish(),
  })
  .superRefine(({ status, startedAt, finishedAt }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (status === 'in_progress' && finishedAt) {
      refuse('finishedAt', 'Leave it out while the status is in_progress.');
    }
    if (status === 'in_progress' && !startedAt) {
      refuse('startedAt', 'Write when it began: a deployment in progress has no other instant.');
    }
    if (status !== 'in_progress' && !finishedAt) {
      refuse('finishedAt', `Write when it ended: a ${status} has an instant.`);
    }
    if (startedAt && finishedAt && finishedAt < startedAt) {
      refuse('finishedAt', 'It ends before it begins: write an instant not before startedAt.');
    }
  });
export type PostedDeployment = z.infer<typeof postedDeploymentSchema>;
