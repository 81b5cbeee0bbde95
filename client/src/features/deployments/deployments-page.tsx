import type { DeploymentRules } from '@bellwether/shared/deployments/deployments.schema';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RuleScope } from '../../ui/rule-scope.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { DeploymentList } from './deployment-list.tsx';
import styles from './deployments.module.css';
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
        {(rules) => <Deployments rules={rules} />}
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

function Deployments({ rules }: { rules: DeploymentRules }) {
  const mayConnect = useMay('connections.write');
  const [repositoryId, setRepositoryId] = useState<string | null>(null);
  if (rules.repositories.length === 0) {
    return (
      <EmptyState title="No repository is read yet" height={320}>
        <p>
          {mayConnect ? (
            <Link to="/welcome">Connect GitHub or take the sample team</Link>
          ) : (
            'An admin connects GitHub'
          )}
          ; then its deployments can be looked at here.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <RuleScope
        repositories={rules.repositories}
        own={rules.own}
        value={repositoryId}
        onChange={setRepositoryId}
      />
      <RuleEditor key={repositoryId} rules={rules} repositoryId={repositoryId} />
      <DeploymentList key={`list ${repositoryId}`} repositoryId={repositoryId} />
    </div>
  );
}
