import type { IncidentRules } from '@bellwether/shared/incidents/incidents.schema';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { IncidentList } from './incident-list.tsx';
import styles from './incidents.module.css';
import { RuleEditor } from './rule-editor.tsx';

const ALL = 'all';

/** Which issues are incidents? */
export function IncidentsPage() {
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
  const [scope, setScope] = useState(ALL);
  const repositoryId = scope === ALL ? null : scope;
  if (rules.repositories.length === 0) {
    return (
      <EmptyState title="No repository is read yet" height={320}>
        <p>
          <Link to="/welcome">Connect GitHub or take the sample team</Link>; then its issues can be
          looked at here.
        </p>
      </EmptyState>
    );
  }
  const own = new Set(rules.own.map((one) => one.repositoryId));
  const options = [
    { value: ALL, label: 'All repositories', hint: 'that have no rule of their own' },
    ...rules.repositories.map(({ repositoryId: value, repository: label }) => ({
      ...{ value, label },
      ...(own.has(value) ? { hint: 'has a rule of its own' } : {}),
    })),
  ];
  return (
    <div className={styles.page}>
      <div className={styles.row}>
        <span className={styles.label}>The rule for</span>
        <OneChoice
          name="The rule for"
          value={scope}
          options={options}
          width={320}
          onChange={setScope}
        />
      </div>
      <RuleEditor key={scope} rules={rules} repositoryId={repositoryId} />
      <IncidentList key={`list ${scope}`} repositoryId={repositoryId} />
    </div>
  );
}
