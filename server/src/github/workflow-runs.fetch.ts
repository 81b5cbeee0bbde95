import { z } from 'zod';
import { instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

const PER_PAGE = 100;

const workflowsSchema = z.object({
  total_count: z.number(),
  workflows: z.array(z.object({ id: z.number(), name: z.string() })),
});
export type Workflow = z.infer<typeof workflowsSchema>['workflows'][number];

/** Every workflow of the repository; several may bear one name. */
export async function fetchWorkflows(
  github: Github,
  repository: RepositoryName,
): Promise<Workflow[]> {
  const workflows: Workflow[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await github.rest(
      `${actionsPath(repository)}/workflows`,
      { per_page: PER_PAGE, page },
      workflowsSchema,
    );
    workflows.push(...data.workflows);
    if (workflows.length >= data.total_count || data.workflows.length === 0) {
      return workflows;
    }
  }
}

export const workflowRunSchema = z.object({
  id: z.number(),
  node_id: z.string(),
  name: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string(),
  event: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  html_url: z.string(),
  created_at: instantSchema,
  updated_at: instantSchema,
});
export type WorkflowRunPayload = z.infer<typeof workflowRunSchema>;

const runsSchema = z.object({
  total_count: z.number(),
  workflow_runs: z.array(workflowRunSchema),
});

export type WorkflowRunsPage = { items: WorkflowRunPayload[]; nextPage: number | null };

/** A page of one workflow's runs, latest first, whatever their state. */
export async function fetchWorkflowRunsPage(
  github: Github,
  repository: RepositoryName,
  workflowId: number,
  page: number,
): Promise<WorkflowRunsPage> {
  // Without filters: with one GitHub lists no more than the first thousand.
  const { data } = await github.rest(
    `${actionsPath(repository)}/workflows/${workflowId}/runs`,
    { per_page: PER_PAGE, page },
    runsSchema,
  );
  const isLast = data.workflow_runs.length === 0 || page * PER_PAGE >= data.total_count;
  return { items: data.workflow_runs, nextPage: isLast ? null : page + 1 };
}

function actionsPath({ owner, name }: RepositoryName): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/actions`;
}
