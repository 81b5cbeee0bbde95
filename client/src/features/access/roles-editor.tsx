import type { Grant } from '@bellwether/shared/access/access.rules';
import { type Role, roles } from '@bellwether/shared/access/capabilities';
import { roleNames, roleSentences } from '@bellwether/shared/access/grant-words';
import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import styles from './members.module.css';
import { TeamSelect } from './team-select.tsx';

type RolesEditorProps = {
  grants: readonly Grant[];
  teams: readonly { teamId: string; name: string }[];
  onChange: (grants: Grant[]) => void;
};

/** Several roles, each over a team or over everything. */
export function RolesEditor({ grants, teams, onChange }: RolesEditorProps) {
  const replace = (index: number, grant: Grant) =>
    onChange(grants.map((one, at) => (at === index ? grant : one)));
  return (
    <div className={styles.stackSmall}>
      {grants.map((grant, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place; two may be alike while one edits
          key={index}
          className={styles.grant}
        >
          <legend className="visually-hidden">Role {index + 1}</legend>
          <RoleSelect
            value={grant.role}
            onChange={(role) =>
              replace(index, { role, teamId: role === 'admin' ? null : grant.teamId })
            }
          />
          {grant.role === 'admin' ? (
            <span className={styles.over}>over everything</span>
          ) : (
            <TeamSelect
              label="Over what"
              teams={teams}
              value={grant.teamId}
              onChange={(teamId) => replace(index, { role: grant.role, teamId })}
            />
          )}
          {grants.length === 1 ? null : (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={`Take away ${roleNames[grant.role]}, role ${index + 1}`}
              onClick={() => onChange(grants.filter((_, at) => at !== index))}
            >
              <IconX size={16} aria-hidden="true" />
            </Button>
          )}
          <p className={styles.explained}>{roleSentences[grant.role]}</p>
        </fieldset>
      ))}
      <Button
        size="xs"
        variant="default"
        className={styles.start}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...grants, { role: 'engineer', teamId: null }])}
      >
        Add a role
      </Button>
    </div>
  );
}

function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <select
      className={styles.select}
      aria-label="Role"
      value={value}
      onChange={({ currentTarget }) =>
        onChange(roles.find((role) => role === currentTarget.value) ?? value)
      }
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {roleNames[role]}
        </option>
      ))}
    </select>
  );
}
