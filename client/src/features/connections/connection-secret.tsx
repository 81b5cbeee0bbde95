import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './connections.module.css';
import { messageAt, secretStatusOf } from './connections.prepare.ts';

/** The token or key of a connection: who set it and when, and the way to put another in its place. */
export function ConnectionSecret({ connection }: { connection: ConnectionSummary }) {
  const [secret, setSecret] = useState<string | null>(null);
  const replace = useMutation(
    trpc.connections.replaceSecret.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        setSecret(null);
        replace.reset();
        await queryClient.invalidateQueries({ queryKey: trpc.connections.list.queryKey() });
      },
    }),
  );
  const error = replace.isError ? readAppError(replace.error) : null;
  const isApp = connection.kind === 'app';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    replace.mutate({ connectionId: connection.id, secret: secret ?? '' });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate autoComplete="off">
      <SecretField
        label={isApp ? 'Private key' : 'Token'}
        status={secretStatusOf(connection)}
        isLong={isApp}
        value={secret}
        error={messageAt(error, 'secret')}
        onChange={(next) => {
          replace.reset();
          setSecret(next);
        }}
      />
      {error === null || error.field === 'secret' ? null : (
        <Notice tone="bad">
          {error.message} {error.remedy}
        </Notice>
      )}
      {secret === null ? null : (
        <div>
          <Button type="submit" size="xs" disabled={secret === ''} loading={replace.isPending}>
            {isApp ? 'Check and use the new key' : 'Check and use the new token'}
          </Button>
        </div>
      )}
    </form>
  );
}
