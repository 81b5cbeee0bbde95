import type { SignInSettingName } from '@bellwether/shared/access/sign-in-settings.schema';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ReadableError, readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** What can be done with one of the settings. What was entered is forgotten once it is stored. */
export function useSignInSetting(name: SignInSettingName, onStored: () => void) {
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.signInSettings.list.queryKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.access.entrance.queryKey() });
  };
  const [isSaved, setSaved] = useState(false);
  const test = useMutation(trpc.signInSettings.test.mutationOptions());
  const save = useMutation(
    trpc.signInSettings.save.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        await refresh();
        save.reset();
        test.reset();
        onStored();
        setSaved(true);
      },
    }),
  );
  const remove = useMutation(
    trpc.signInSettings.remove.mutationOptions({
      onSuccess: async () => {
        await refresh();
        test.reset();
        setSaved(false);
      },
    }),
  );
  const failure = save.error ?? remove.error ?? test.error;
  return {
    save: save.mutate,
    isSaving: save.isPending,
    isSaved,
    /** What is shown is no longer what was stored. */
    onEntered: () => setSaved(false),
    remove: () => remove.mutate({ name }),
    isRemoving: remove.isPending,
    test: () => test.mutate({ name }),
    isTesting: test.isPending,
    tested: test.data ?? null,
    error: failure === null ? null : atLastField(readAppError(failure)),
  };
}

/** A form names its fields by their own names: `settings.clientId` is `clientId` there. */
function atLastField(error: ReadableError): ReadableError {
  return { ...error, field: error.field?.split('.').at(-1) ?? null };
}
