import type { SignInSettings } from '@bellwether/shared/access/sign-in-settings.schema';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { SecretField } from '../../ui/secret-field.tsx';
import { CallbackAddress } from './callback-address.tsx';
import { errorAt } from './form-error.tsx';
import { SettingPanel } from './setting-panel.tsx';
import { useSignInSetting } from './use-sign-in-setting.ts';

const FIELDS = ['label', 'discoveryUrl', 'clientId', 'secret'];
const EMPTY = { label: '', discoveryUrl: '', clientId: '' };

/** Signing in through the organisation's own provider. */
export function OidcSetting({ stored }: { stored: SignInSettings['oidc'] }) {
  const [settings, setSettings] = useState(stored.settings ?? EMPTY);
  const [secret, setSecret] = useState<string | null>(null);
  const setting = useSignInSetting('oidc', () => setSecret(null));
  const { error } = setting;
  const isWhole = Object.values(settings).every((text) => text.trim() !== '');
  const textField = (name: keyof typeof EMPTY, label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={settings[name]}
      error={errorAt(error, name)}
      onChange={(event) => setSettings({ ...settings, [name]: event.currentTarget.value })}
    />
  );
  return (
    <SettingPanel
      title="With your organisation’s provider"
      words="Single sign-on by OpenID Connect: Entra, Okta, Keycloak, Google and others."
      origin={stored.origin}
      variables="its variables"
      removal="Nobody can sign in through the provider any more; those who have no other way in are locked out."
      testLabel="Ask the provider whether it works"
      fields={FIELDS}
      canSave={isWhole && (stored.secret !== null || (secret ?? '') !== '')}
      setting={setting}
      onSave={() =>
        setting.save({
          ...{ name: 'oidc', settings },
          ...(secret === null || secret === '' ? {} : { secret }),
        })
      }
    >
      <CallbackAddress label="Redirect address, for the provider" value={stored.callbackUrl} />
      {textField('label', 'Its name on the button', 'Example Corp')}
      {textField(
        'discoveryUrl',
        'Discovery address',
        'https://login.example.com/.well-known/openid-configuration',
      )}
      {textField('clientId', 'Client ID', '')}
      <SecretField
        label="Client secret"
        status={stored.secret}
        value={secret}
        error={errorAt(error, 'secret')}
        onChange={setSecret}
      />
    </SettingPanel>
  );
}
