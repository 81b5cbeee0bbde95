import type { DeploymentRules } from '@bellwether/shared/deployments/deployments.schema';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RulesView } from '../../ui/rules-view.tsx';
import { DeploymentList } from './deployment-list.tsx';
import { RuleEditor } from './rule-editor.tsx';

const WAITING_MS = 2_000;

/** What counts as a deployment? */
export function DeploymentsPage() {
  const query = useQuery(
    trpc.deployments.rules.queryOptions(undefined, {
      refetchInterval: ({ state }) => (isWaiting(state.data) ? WAITING_MS : false),
    }),
  );
  return (
    <Page
      title="What counts as a deployment?"
      lead="Lead time ends with the first production deployment that holds a change. Say here what that is, and see what it would count before it does."
    >
      <QueryView query={query} what="The rules" height={560}>
        {(rules) => (
          <RulesView repositories={rules.repositories} own={rules.own} about="deployments">
            {(repositoryId) => (
              <>
                <RuleEditor key={repositoryId} rules={rules} repositoryId={repositoryId} />
                <DeploymentList key={`list ${repositoryId}`} repositoryId={repositoryId} />
              </>
            )}
          </RulesView>
        )}
      </QueryView>
    </Page>
  );
}

/** Something was asked for that GitHub has not been read for. */
function isWaiting(rules: DeploymentRules | undefined): boolean {
  const readings = (rules?.repositories ?? []).flatMap(({ releases, workflows }) => [
    releases,
    workflows,
    ...workflows.list,
  ]);
  return readings.some(
    ({ isAskedFor, readAt, error }) => isAskedFor && readAt === null && error === null,
  );
}
