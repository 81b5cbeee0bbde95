import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './connections.module.css';
import { messageAt } from './connections.prepare.ts';
import { EnterpriseAddress } from './enterprise-address.tsx';

/** Takes a token, has it checked at once, and forgets it. */
export function ConnectForm({ onConnected }: { onConnected: (connectionId: string) => void }) {
  const [token, setToken] = useState('');
  const [apiUrl, setApiUrl] = useState('');
  const connect = useMutation(
    trpc.connections.connect.mutationOptions({
      gcTime: 0,
      onSuccess: async (connection) => {
        setToken('');
        connect.reset();
        await queryClient.invalidateQueries({ queryKey: trpc.connections.list.queryKey() });
        onConnected(connection.id);
      },
    }),
  );
  const error = connect.isError ? readAppError(connect.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    connect.mutate({ token, apiUrl: apiUrl.trim() === '' ? undefined : apiUrl.trim() });
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <PasswordInput
        label="Token"
        description="A classic token with the scopes repo and read:org, or a fine-grained one that may read pull requests, issues, deployments, contents and actions."
        placeholder="ghp_… or github_pat_…"
        autoComplete="off"
        spellCheck={false}
        value={token}
        error={messageAt(error, 'token')}
        aria-invalid={error?.field === 'token' ? true : undefined}
        onChange={(event) => setToken(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what was pasted' }}
      />
      <EnterpriseAddress value={apiUrl} error={error} onChange={setApiUrl} />
      {error === null || error.field === 'token' || error.field === 'apiUrl' ? null : (
        <Notice tone="bad">
          {error.message} {error.remedy}
        </Notice>
      )}
      <div>
        <Button type="submit" loading={connect.isPending}>
          Check the token
        </Button>
      </div>
    </form>
  );
}
