import type { Grant } from '@bellwether/shared/access/access.rules';
import { describeGrants } from '@bellwether/shared/access/grant-words';
import type { Member, MembersOverview } from '@bellwether/shared/access/members.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { FormError } from './form-error.tsx';
import styles from './members.module.css';
import { sameGrants } from './members.prepare.ts';
import { RolesEditor } from './roles-editor.tsx';
import { useDraft } from './use-draft.ts';
import { refreshMembers } from './use-members.ts';

type MemberRolesProps = { member: Member; teams: MembersOverview['teams'] };

/** What somebody may see and do; it holds from their next click on. */
export function MemberRoles({ member, teams }: MemberRolesProps) {
  const stored = useMemo(
    () => ({
      version: member.accessVersion,
      value: member.grants.map(({ role, teamId }): Grant => ({ role, teamId })),
    }),
    [member],
  );
  const { draft, setDraft, isChanged, isBehind, version, takeStored, keepMine } = useDraft<
    readonly Grant[]
  >(stored, sameGrants);
  const save = useMutation(
    trpc.members.setGrants.mutationOptions({ onSettled: () => refreshMembers() }),
  );
  const error = save.isError ? readAppError(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ userId: member.userId, accessVersion: version, grants: [...draft] });
  };
  const givesUpAdmin =
    member.isYou &&
    member.grants.some(({ role }) => role === 'admin') &&
    draft.every(({ role }) => role !== 'admin');
  return (
    <form className={styles.stackSmall} onSubmit={submit} noValidate>
      <RolesEditor
        grants={draft}
        teams={teams}
        onChange={(grants) => {
          save.reset();
          setDraft(grants);
        }}
      />
      {givesUpAdmin ? (
        <Notice tone="warn">
          You would no longer be an admin: this page closes for you, and only another admin can give
          the role back.
        </Notice>
      ) : null}
      {isBehind ? (
        <Conflict
          now={describeGrants(member.grants)}
          mine={describeGrants(
            draft.map(({ role, teamId }) => ({
              role,
              teamName: teams.find((team) => team.teamId === teamId)?.name ?? null,
            })),
          )}
          onTake={() => {
            save.reset();
            takeStored();
          }}
          onKeep={() => {
            save.reset();
            keepMine();
          }}
        />
      ) : (
        <FormError error={error} fields={[]} />
      )}
      <div className={styles.actions}>
        <Button type="submit" disabled={!isChanged || isBehind} loading={save.isPending}>
          Save roles
        </Button>
        {save.isSuccess && !isChanged ? <span role="status">Saved.</span> : null}
      </div>
    </form>
  );
}

type ConflictProps = { now: string; mine: string; onTake: () => void; onKeep: () => void };

/** Somebody else was faster: both, and which is to stay. */
function Conflict({ now, mine, onTake, onKeep }: ConflictProps) {
  return (
    <Notice tone="bad">
      <div className={styles.stackSmall}>
        <p>Somebody changed this meanwhile.</p>
        <dl className={styles.both}>
          <dt>Now</dt>
          <dd>{now}</dd>
          <dt>Yours</dt>
          <dd>{mine}</dd>
        </dl>
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={onTake}>
            Take what it is now
          </Button>
          <Button size="xs" variant="default" onClick={onKeep}>
            Go on with mine
          </Button>
        </div>
      </div>
    </Notice>
  );
}
