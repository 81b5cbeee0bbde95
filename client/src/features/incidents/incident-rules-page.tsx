import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RulesView } from '../../ui/rules-view.tsx';
import { IncidentList } from './incident-list.tsx';
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
        {(rules) => (
          <RulesView repositories={rules.repositories} own={rules.own} about="issues">
            {(repositoryId) => (
              <>
                <RuleEditor key={repositoryId} rules={rules} repositoryId={repositoryId} />
                <IncidentList key={`list ${repositoryId}`} repositoryId={repositoryId} />
              </>
            )}
          </RulesView>
        )}
      </QueryView>
    </Page>
  );
}
