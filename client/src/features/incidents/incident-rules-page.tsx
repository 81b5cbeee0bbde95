import type { IncidentRules } from '@bellwether/shared/incidents/incidents.schema';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RuleScope } from '../../ui/rule-scope.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { IncidentList } from './incident-list.tsx';
import styles from './incidents.module.css';
import { RuleEditor } from './rule-editor.tsx';

/** Which issues are incidents? */
export function IncidentRulesPage() {
  const query = useQuery(trpc.incidents.rules.queryOptions());
  return (
    <Page
      title="Which issues are incidents?"
      lead="Labels tell. Opening such an issue declares the incident and closing it as done resolves it; what an issue does not say stays unknown."
    >
      <QueryView query={query} what="The rules" height={560}>
        {(rules) => <Incidents rules={rules} />}
      </QueryView>
    </Page>
  );
}

function Incidents({ rules }: { rules: IncidentRules }) {
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
          ; then its issues can be looked at here.
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
      <IncidentList key={`list ${repositoryId}`} repositoryId={repositoryId} />
    </div>
  );
}
