import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formatCount } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CodeOwnersTab } from './code-owners-tab.tsx';
import styles from './people.module.css';
import { PeopleTab } from './people-tab.tsx';
import { SuggestionsTab } from './suggestions-tab.tsx';
import { readTab, type Tab } from './tabs.ts';
import { TeamsTab } from './teams-tab.tsx';

/** Who is who? People with their accounts and addresses, teams, and who owns what. */
export function PeoplePage() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const tab = readTab(raw.tab);
  const navigate = useNavigate();
  const mayWrite = useMay('people.write');
  const suggestions = useQuery(trpc.people.suggestions.queryOptions()).data?.length ?? 0;
  const change = (next: Tab) => {
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, tab: next === 'people' ? undefined : next }),
      replace: true,
    });
  };
  return (
    <Page
      title="Who is who?"
      lead="One person may have several accounts and addresses. Merging them changes who is counted as one, never what was counted."
    >
      <div className={styles.tabs}>
        <Segmented<Tab>
          name="What to show"
          value={tab}
          options={[
            { value: 'people', label: 'People' },
            ...(mayWrite
              ? [
                  {
                    value: 'suggestions' as const,
                    label:
                      suggestions === 0
                        ? 'Suggestions'
                        : `Suggestions (${formatCount(suggestions)})`,
                  },
                ]
              : []),
            { value: 'teams', label: 'Teams' },
            { value: 'code-owners', label: 'Code owners' },
          ]}
          onChange={change}
        />
      </div>
      {tab === 'people' ? <PeopleTab /> : null}
      {tab === 'suggestions' && mayWrite ? <SuggestionsTab /> : null}
      {tab === 'teams' ? <TeamsTab /> : null}
      {tab === 'code-owners' ? <CodeOwnersTab /> : null}
    </Page>
  );
}
