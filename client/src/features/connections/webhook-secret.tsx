import type {
  ConnectionSummary,
  WebhookSecretInput,
  WebhookSetup,
} from '@bellwether/shared/connections/connections.schema';
import { Button, CopyButton, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ReadableError, readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './connections.module.css';
import { describeWebhook, messageAt } from './connections.prepare.ts';

/** The secret that signs what GitHub sends: made here and shown once, or the one that stands on GitHub. */
export function WebhookSecret({ connection }: { connection: ConnectionSummary }) {
  const [setup, setSetup] = useState<WebhookSetup | null>(null);
  const save = useMutation(
    trpc.connections.setWebhookSecret.mutationOptions({
      gcTime: 0,
      onSuccess: async (made) => {
        setSetup(made);
        save.reset();
        await queryClient.invalidateQueries({ queryKey: trpc.connections.list.queryKey() });
      },
    }),
  );
  const set = (secret: WebhookSecretInput['secret']) =>
    save.mutate({ connectionId: connection.id, secret });
  const hint = connection.webhookSecretHint;
  return (
    <details className={styles.enterprise}>
      <summary>Webhook: {describeWebhook(connection, new Date().toISOString())}</summary>
      <div className={styles.form}>
        <p className={styles.hint}>
          With a webhook, a change on GitHub is read at once instead of within a quarter of an hour.
        </p>
        {setup === null || hint === null ? null : (
          <Setup setup={setup} onKept={() => setSetup(null)} />
        )}
        <div className={styles.row}>
          <Button
            size="xs"
            variant="default"
            loading={save.isPending}
            onClick={() => set({ generate: true })}
          >
            {hint === null ? 'Make a secret' : 'Make another secret'}
          </Button>
          {hint === null ? null : (
            <Button size="xs" variant="default" onClick={() => set(null)}>
              Forget the secret
            </Button>
          )}
        </div>
        <OwnSecret
          error={save.isError ? readAppError(save.error) : null}
          isPending={save.isPending}
          onSet={set}
        />
      </div>
    </details>
  );
}

type OwnSecretProps = {
  error: ReadableError | null;
  isPending: boolean;
  onSet: (secret: string) => void;
};

function OwnSecret({ error, isPending, onSet }: OwnSecretProps) {
  const [secret, setSecret] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    onSet(secret);
    setSecret('');
  }
  return (
    <form className={styles.copy} onSubmit={submit} noValidate>
      <PasswordInput
        label="Or the secret that stands on GitHub"
        size="xs"
        autoComplete="off"
        spellCheck={false}
        value={secret}
        error={messageAt(error, 'secret') ?? (error === null ? undefined : error.message)}
        onChange={(event) => setSecret(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what was typed' }}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={isPending}
        disabled={secret === ''}
      >
        Use it
      </Button>
    </form>
  );
}

/** What to enter in GitHub's form. */
function Setup({ setup, onKept }: { setup: WebhookSetup; onKept: () => void }) {
  return (
    <>
      <Copied label="Payload URL" value={setup.address} />
      {setup.secret === null ? null : (
        <>
          <Copied label="Secret" value={setup.secret} />
          <Notice tone="warn">Copy the secret now: it will not be shown again.</Notice>
          <div>
            <Button size="xs" variant="default" onClick={onKept}>
              I have kept it
            </Button>
          </div>
        </>
      )}
      {setup.isAddressPublic ? null : (
        <Notice tone="warn">
          GitHub cannot reach this address. Put a proxy in front and set BELLWETHER_URL to its
          address.
        </Notice>
      )}
      <p className={styles.hint}>
        Content type: application/json. Individual events: {setup.events.join(', ')}.
      </p>
    </>
  );
}

function Copied({ label, value }: { label: string; value: string }) {
  return (
    <div className={styles.copy}>
      <TextInput
        label={label}
        size="xs"
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" aria-label={`Copy ${label}`} onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
