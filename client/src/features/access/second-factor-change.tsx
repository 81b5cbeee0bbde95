import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { PasswordAgain } from './password-again.tsx';

type RenewalProps = { onDone: (codes: readonly string[]) => Promise<void>; onLeave: () => void };

/** New backup codes; the former are worth nothing from then on. */
export function SecondFactorRenewal({ onDone, onLeave }: RenewalProps) {
  const renew = useMutation(
    trpc.access.secondFactor.backupCodes.mutationOptions({
      onSuccess: ({ backupCodes }) => onDone(backupCodes),
    }),
  );
  return (
    <PasswordAgain
      action="Make new codes"
      isPending={renew.isPending}
      error={renew.isError ? readAppError(renew.error) : null}
      onConfirm={(password) => renew.mutate({ password })}
      onLeave={onLeave}
    />
  );
}

type DisableProps = { onDone: () => Promise<void>; onLeave: () => void };

/** From then on the password alone opens the door. */
export function SecondFactorDisable({ onDone, onLeave }: DisableProps) {
  const disable = useMutation(
    trpc.access.secondFactor.disable.mutationOptions({ onSuccess: onDone }),
  );
  return (
    <PasswordAgain
      action="Switch it off"
      isPending={disable.isPending}
      error={disable.isError ? readAppError(disable.error) : null}
      onConfirm={(password) => disable.mutate({ password })}
      onLeave={onLeave}
    />
  );
}
