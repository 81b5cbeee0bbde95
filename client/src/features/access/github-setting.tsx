import type { SignInSettings } from '@bellwether/shared/access/sign-in-settings.schema';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { SecretField } from '../../ui/secret-field.tsx';
import { CallbackAddress } from './callback-address.tsx';
import { errorAt } from './form-error.tsx';
import { SettingPanel } from './setting-panel.tsx';
import styles from './sign-in-settings.module.css';
import { useSignInSetting } from './use-sign-in-setting.ts';

const FIELDS = ['clientId', 'secret', 'apiUrl'];

/** Signing in with an account on GitHub. */
export function GithubSetting({ stored }: { stored: SignInSettings['github'] }) {
  const [clientId, setClientId] = useState(stored.settings?.clientId ?? '');
  const [apiUrl, setApiUrl] = useState(stored.settings?.apiUrl ?? '');
  const [secret, setSecret] = useState<string | null>(null);
  const setting = useSignInSetting('github', () => setSecret(null));
  const { error } = setting;
  return (
    <SettingPanel
      title="With GitHub"
      words="People enter with the account with which they work, and are known by it."
      origin={stored.origin}
      variables="GITHUB_OAUTH_CLIENT_ID and GITHUB_OAUTH_CLIENT_SECRET"
      removal="Nobody can sign in with GitHub any more; those who have no other way in are locked out."
      testLabel="Ask GitHub whether it works"
      fields={FIELDS}
      canSave={clientId.trim() !== '' && (stored.secret !== null || (secret ?? '') !== '')}
      setting={setting}
      onSave={() =>
        setting.save({
          name: 'github',
          settings: { clientId, apiUrl: apiUrl.trim() === '' ? null : apiUrl },
          ...(secret === null || secret === '' ? {} : { secret }),
        })
      }
    >
      <CallbackAddress
        label="Callback address, for the OAuth App on GitHub"
        value={stored.callbackUrl}
      />
      <TextInput
        label="Client ID"
        autoComplete="off"
        spellCheck={false}
        value={clientId}
        error={errorAt(error, 'clientId')}
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <SecretField
        label="Client secret"
        status={stored.secret}
        value={secret}
        error={errorAt(error, 'secret')}
        onChange={setSecret}
      />
      <details className={styles.enterprise} open={error?.field === 'apiUrl' ? true : undefined}>
        <summary>GitHub Enterprise</summary>
        <TextInput
          label="Address of its API"
          placeholder="https://github.example.com/api/v3"
          autoComplete="off"
          value={apiUrl}
          error={errorAt(error, 'apiUrl')}
          onChange={(event) => setApiUrl(event.currentTarget.value)}
        />
      </details>
    </SettingPanel>
  );
}
