import type { Member } from '@bellwether/shared/access/members.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { FormError } from './form-error.tsx';
import styles from './members.module.css';
import { describeDeactivation } from './members.prepare.ts';
import { refreshMembers } from './use-members.ts';

/** Takes the access away or gives it back, and says before what that does. */
export function AccessEnd({ member }: { member: Member }) {
  const { userId, accessVersion, deactivatedAt, name } = member;
  const [isAsking, setAsking] = useState(false);
  const settled = {
    onSettled: () => {
      setAsking(false);
      return refreshMembers();
    },
  };
  const deactivate = useMutation(trpc.members.deactivate.mutationOptions(settled));
  const reactivate = useMutation(trpc.members.reactivate.mutationOptions(settled));
  const failed = [deactivate, reactivate].find(({ isError }) => isError)?.error;
  return (
    <div className={styles.stackSmall}>
      {deactivatedAt === null ? null : (
        <>
          <p className={styles.hint}>
            Deactivated on {formatDate(deactivatedAt, { now: new Date().toISOString() })}. Their
            roles and API tokens come back with the access.
          </p>
          <Button
            className={styles.start}
            loading={reactivate.isPending}
            onClick={() => reactivate.mutate({ userId, accessVersion })}
          >
            Let {name} in again
          </Button>
        </>
      )}
      {deactivatedAt === null && member.isYou ? (
        <p className={styles.hint}>Another admin can take your access away, you cannot.</p>
      ) : null}
      {deactivatedAt === null && !member.isYou && !isAsking ? (
        <Button
          className={styles.start}
          variant="default"
          color="#b8322a"
          onClick={() => setAsking(true)}
        >
          Deactivate…
        </Button>
      ) : null}
      {deactivatedAt === null && isAsking ? (
        <div className={styles.ask}>
          <p>{describeDeactivation(member)}</p>
          <div className={styles.actions}>
            <Button
              color="#b8322a"
              loading={deactivate.isPending}
              onClick={() => deactivate.mutate({ userId, accessVersion })}
            >
              Deactivate {name}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              Keep the access
            </Button>
          </div>
        </div>
      ) : null}
      <FormError error={failed === undefined ? null : readAppError(failed)} fields={[]} />
    </div>
  );
}
