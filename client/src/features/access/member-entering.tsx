import type { Member } from '@bellwether/shared/access/members.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { FormError } from './form-error.tsx';
import { MadeLink } from './made-link.tsx';
import styles from './members.module.css';
import { describeEntering } from './members.prepare.ts';
import { refreshMembers } from './use-members.ts';

/** How somebody signs in, where they are signed in, and what helps when they cannot. */
export function MemberEntering({ member }: { member: Member }) {
  const { userId, sessions, twoFactorEnabled, deactivatedAt } = member;
  const settled = { onSettled: () => refreshMembers() };
  const end = useMutation(trpc.members.endSessions.mutationOptions(settled));
  const disable = useMutation(trpc.members.disableSecondFactor.mutationOptions(settled));
  const reset = useMutation(trpc.members.makeResetLink.mutationOptions(settled));
  const [isAsking, setAsking] = useState(false);
  const failed = [end, disable, reset].find(({ isError }) => isError)?.error;
  return (
    <div className={styles.stackSmall}>
      <p className={styles.hint}>
        {describeEntering(member)} ·{' '}
        {sessions === 0
          ? 'signed in nowhere'
          : `signed in on ${formatCountOf(sessions, 'browser')}`}
      </p>
      <div className={styles.actions}>
        {deactivatedAt === null ? (
          <Button
            size="xs"
            variant="default"
            loading={reset.isPending}
            onClick={() => reset.mutate({ userId })}
          >
            Make a link to a new password
          </Button>
        ) : null}
        {sessions === 0 ? null : (
          <Button
            size="xs"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate({ userId })}
          >
            Sign out everywhere
          </Button>
        )}
        {twoFactorEnabled && !isAsking ? (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            Take the second factor off
          </Button>
        ) : null}
      </div>
      {twoFactorEnabled && isAsking ? (
        <div className={styles.ask}>
          <p>
            From then on the password alone lets {member.name} in. Be sure that it is they who ask.
          </p>
          <div className={styles.actions}>
            <Button
              size="xs"
              color="#b8322a"
              loading={disable.isPending}
              onClick={() => disable.mutate({ userId })}
            >
              Take it off
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              Leave it on
            </Button>
          </div>
        </div>
      ) : null}
      {reset.data === undefined ? null : (
        <MadeLink link={reset.data} label="Link to a new password" />
      )}
      <FormError error={failed === undefined ? null : readAppError(failed)} fields={[]} />
    </div>
  );
}
