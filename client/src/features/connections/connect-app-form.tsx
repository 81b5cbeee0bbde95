import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './connections.module.css';
import { historyChoices, messageAt } from './connections.prepare.ts';
import { EnterpriseAddress } from './enterprise-address.tsx';

const fields = ['appId', 'privateKey', 'apiUrl'];

/** Takes an App's number and key, has them checked at once, and forgets them. */
export function ConnectAppForm({ onConnected }: { onConnected: () => void }) {
  const [appId, setAppId] = useState('');
  const [privateKey, setPrivateKey] = useState('');
  const [apiUrl, setApiUrl] = useState('');
  const [history, setHistory] = useState('12');
  const connect = useMutation(
    trpc.connections.connectApp.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        setPrivateKey('');
        connect.reset();
        await queryClient.invalidateQueries();
        onConnected();
      },
    }),
  );
  const error = connect.isError ? readAppError(connect.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    const address = apiUrl.trim() === '' ? undefined : apiUrl.trim();
    const months = historyChoices.find((choice) => choice.value === history)?.months ?? null;
    connect.mutate({ appId, privateKey, apiUrl: address, historyMonths: months });
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="App ID"
        description="Stands on the App’s page on GitHub. The App needs to read pull requests, issues, deployments, contents and actions, and the organisation’s members."
        placeholder="123456"
        autoComplete="off"
        spellCheck={false}
        value={appId}
        error={messageAt(error, 'appId')}
        onChange={(event) => setAppId(event.currentTarget.value)}
      />
      <Textarea
        label="Private key"
        description="The whole file that GitHub gave for download."
        placeholder="-----BEGIN RSA PRIVATE KEY-----"
        classNames={{ input: styles.key ?? '' }}
        rows={4}
        autoComplete="off"
        spellCheck={false}
        value={privateKey}
        error={messageAt(error, 'privateKey')}
        onChange={(event) => setPrivateKey(event.currentTarget.value)}
      />
      <div className={styles.row}>
        <span className={styles.label}>How far back? Its repositories come by themselves.</span>
        <Segmented
          name="How far back"
          value={history}
          options={historyChoices}
          onChange={setHistory}
        />
      </div>
      <EnterpriseAddress value={apiUrl} error={error} onChange={setApiUrl} />
      {error === null || (error.field !== null && fields.includes(error.field)) ? null : (
        <Notice tone="bad">
          {error.message} {error.remedy}
        </Notice>
      )}
      <div>
        <Button type="submit" loading={connect.isPending}>
          Check the App
        </Button>
      </div>
    </form>
  );
}
