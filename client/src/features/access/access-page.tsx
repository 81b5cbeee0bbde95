import type { MembersOverview } from '@bellwether/shared/access/members.schema';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { type AccessTab, readAccessTab } from './access-tabs.ts';
import { InvitationsTab } from './invitations-tab.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinRulesTab } from './join-rules-tab.tsx';
import styles from './members.module.css';
import { MembersTab } from './members-tab.tsx';
import { RoleMatrixTab } from './role-matrix-tab.tsx';

/** Who may see what? Users with their roles, invitations, joining, and what each role sees. */
export function AccessPage() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const tab = readAccessTab(raw.tab);
  const navigate = useNavigate();
  const query = useQuery(trpc.members.list.queryOptions());
  const open = query.data?.invitations.filter(({ state }) => state === 'open').length ?? 0;
  const change = (next: AccessTab) => {
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, tab: next === 'users' ? undefined : next }),
      replace: true,
    });
  };
  return (
    <Page
      title="Who may see what?"
      lead={
        <>
          Roles are given over a team or over everything. Who is in a team, and which repositories
          it has, stands under{' '}
          <Link to="/people" search={{ tab: 'teams' }}>
            People
          </Link>
          .
        </>
      }
    >
      <div className={styles.tabs}>
        <Segmented<AccessTab>
          name="What to show"
          value={tab}
          options={[
            { value: 'users', label: 'Users' },
            { value: 'invitations', label: open === 0 ? 'Invitations' : `Invitations (${open})` },
            { value: 'joining', label: 'Joining' },
            { value: 'roles', label: 'What roles see' },
          ]}
          onChange={change}
        />
      </div>
      {tab === 'roles' ? (
        <RoleMatrixTab />
      ) : (
        <QueryView query={query} what="Who may see what" height={480}>
          {(overview) => <Part tab={tab} overview={overview} />}
        </QueryView>
      )}
    </Page>
  );
}

type PartProps = { tab: AccessTab; overview: MembersOverview };

function Part({ tab, overview }: PartProps) {
  const [isInviting, setInviting] = useState(false);
  const invite = () => setInviting(true);
  return (
    <>
      {tab === 'users' ? <MembersTab overview={overview} onInvite={invite} /> : null}
      {tab === 'invitations' ? <InvitationsTab overview={overview} onInvite={invite} /> : null}
      {tab === 'joining' ? <JoinRulesTab overview={overview} /> : null}
      {isInviting ? <InviteDialog overview={overview} onClose={() => setInviting(false)} /> : null}
    </>
  );
}
