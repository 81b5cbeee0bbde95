import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ReadableError, readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './connections.module.css';

/** Takes a token, has it checked at once, and forgets it. */
export function ConnectForm({ onConnected }: { onConnected: (connectionId: string) => void }) {
  const [token, setToken] = useState('');
  const [apiUrl, setApiUrl] = useState('');
  const connect = useMutation(
    trpc.connections.connect.mutationOptions({
      onSuccess: async (connection) => {
        setToken('');
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
        description="A classic token with the scope repo, or a fine-grained one that may read pull requests, issues, deployments and contents."
        placeholder="ghp_… or github_pat_…"
        autoComplete="off"
        spellCheck={false}
        value={token}
        error={messageAt(error, 'token')}
        aria-invalid={error?.field === 'token' ? true : undefined}
        onChange={(event) => setToken(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what was pasted' }}
      />
      <details className={styles.enterprise} open={error?.field === 'apiUrl' ? true : undefined}>
        <summary>GitHub Enterprise</summary>
        <TextInput
          label="Address of its API"
          placeholder="https://github.example.com/api/v3"
          type="url"
          inputMode="url"
          value={apiUrl}
          error={messageAt(error, 'apiUrl')}
          onChange={(event) => setApiUrl(event.currentTarget.value)}
        />
      </details>
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

function messageAt(error: ReadableError | null, field: string): string | undefined {
  return error?.field === field ? `${error.message} ${error.remedy ?? ''}`.trim() : undefined;
}
