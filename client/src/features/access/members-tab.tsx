import type { Member, MembersOverview } from '@bellwether/shared/access/members.schema';
import { Button, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { useNow } from '../../lib/use-now.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Widget } from '../../ui/widget.tsx';
import { MemberPanel } from './member-panel.tsx';
import styles from './members.module.css';
import {
  describeEntering,
  describeLastSeen,
  findMembers,
  type MemberState,
  namePerson,
} from './members.prepare.ts';
import { RoleChips } from './role-chips.tsx';

type MembersTabProps = { overview: MembersOverview; onInvite: () => void };

/** Everybody who may enter, and as what. */
export function MembersTab({ overview, onInvite }: MembersTabProps) {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<MemberState>('active');
  const [openId, setOpenId] = useState<string | null>(null);
  const found = findMembers(overview.members, typed, state);
  const opened = overview.members.find(({ userId }) => userId === openId);
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <TextInput
          type="search"
          aria-label="Find users"
          placeholder="Name, address, role or team"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className={styles.search}
        />
        <Segmented<MemberState>
          name="State"
          value={state}
          options={[
            { value: 'active', label: 'Active' },
            { value: 'deactivated', label: 'Deactivated' },
            { value: 'all', label: 'All' },
          ]}
          onChange={setState}
        />
        <Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={onInvite}>
          Invite
        </Button>
      </div>
      <Widget
        title={formatCountOf(found.length, 'user')}
        subtitle="Whoever may sign in. A change holds from their next click on."
      >
        {found.length === 0 ? (
          <p className={styles.hint}>
            {typed === '' && state === 'deactivated'
              ? 'Nobody’s access was taken away.'
              : 'Nobody like that. Invite them, or look among all.'}
          </p>
        ) : (
          <MemberTable members={found} onOpen={setOpenId} />
        )}
      </Widget>
      {opened === undefined ? null : (
        <MemberPanel member={opened} overview={overview} onClose={() => setOpenId(null)} />
      )}
    </div>
  );
}

type MemberTableProps = { members: readonly Member[]; onOpen: (userId: string) => void };

function MemberTable({ members, onOpen }: MemberTableProps) {
  const now = useNow(60_000);
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Users with their roles</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Roles</th>
          <th scope="col">On GitHub</th>
          <th scope="col">Signs in with</th>
          <th scope="col">Last seen</th>
          <th scope="col">
            <span className="visually-hidden">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            now={now}
            onOpen={() => onOpen(member.userId)}
          />
        ))}
      </tbody>
    </table>
  );
}

type MemberRowProps = { member: Member; now: number; onOpen: () => void };

function MemberRow({ member, now, onOpen }: MemberRowProps) {
  const { person, suggestion, lastSeenAt } = member;
  return (
    <tr className={member.deactivatedAt === null ? undefined : styles.off}>
      <th scope="row">
        <span className={styles.name} dir="auto">
          {member.name}
          {member.isYou ? <span className={styles.aside}> you</span> : null}
          {member.deactivatedAt === null ? null : (
            <span className={styles.state}> Deactivated</span>
          )}
        </span>
        <span className={styles.hint}>{member.email}</span>
      </th>
      <td data-label="Roles">
        <RoleChips grants={member.grants} />
      </td>
      <td data-label="On GitHub" dir="auto">
        {person === null ? (
          <span className={styles.none}>
            {suggestion === null ? 'Not linked' : `Probably ${suggestion.displayName}`}
          </span>
        ) : (
          namePerson(person)
        )}
      </td>
      <td data-label="Signs in with">{describeEntering(member)}</td>
      <td
        data-label="Last seen"
        title={lastSeenAt === null ? undefined : formatInstant(lastSeenAt)}
      >
        {describeLastSeen(member, now)}
      </td>
      <td className={styles.end}>
        <Button
          size="xs"
          variant="default"
          aria-haspopup="dialog"
          aria-label={`Change ${member.name}`}
          onClick={onOpen}
        >
          Change
        </Button>
      </td>
    </tr>
  );
}
