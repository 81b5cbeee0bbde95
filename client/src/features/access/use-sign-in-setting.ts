import type { SignInSettingName } from '@bellwether/shared/access/sign-in-settings.schema';
import { useMutation } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { type ReadableError, readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** Which setting was stored last; held above the forms, since a form begins anew with what was stored. */
export const LastSaved = createContext<{
  name: SignInSettingName | null;
  setName: (name: SignInSettingName | null) => void;
}>({ name: null, setName: () => undefined });

/** What can be done with one of the settings. What was entered is forgotten once it is stored. */
export function useSignInSetting(name: SignInSettingName, onStored: () => void) {
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.signInSettings.list.queryKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.access.entrance.queryKey() });
  };
  const { name: savedName, setName: setSavedName } = useContext(LastSaved);
  const test = useMutation(trpc.signInSettings.test.mutationOptions());
  const save = useMutation(
    trpc.signInSettings.save.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        await refresh();
        save.reset();
        test.reset();
        onStored();
        setSavedName(name);
      },
    }),
  );
  const remove = useMutation(
    trpc.signInSettings.remove.mutationOptions({
      onSuccess: async () => {
        await refresh();
        test.reset();
        setSavedName(null);
      },
    }),
  );
  const failure = save.error ?? remove.error ?? test.error;
  return {
    save: save.mutate,
    isSaving: save.isPending,
    isSaved: savedName === name,
    /** What is shown is no longer what was stored. */
    onEntered: () => setSavedName(null),
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
