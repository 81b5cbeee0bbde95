import type {
  SignInSettings,
  SmtpSettings,
} from '@bellwether/shared/access/sign-in-settings.schema';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { SecretField } from '../../ui/secret-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { errorAt } from './form-error.tsx';
import { SettingPanel } from './setting-panel.tsx';
import styles from './sign-in-settings.module.css';
import { useSignInSetting } from './use-sign-in-setting.ts';

const FIELDS = ['host', 'port', 'userName', 'secret', 'from'];

const securities = [
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'tls', label: 'TLS' },
  { value: 'none', label: 'None' },
] as const;

const usualPorts: Record<SmtpSettings['security'], string> = {
  starttls: '587',
  tls: '465',
  none: '25',
};

/** How mail is sent: links to a new password, and invitations. */
export function SmtpSetting({ stored }: { stored: SignInSettings['smtp'] }) {
  const { settings } = stored;
  const [host, setHost] = useState(settings?.host ?? '');
  const [port, setPort] = useState(String(settings?.port ?? usualPorts.starttls));
  const [security, setSecurity] = useState(settings?.security ?? 'starttls');
  const [userName, setUserName] = useState(settings?.userName ?? '');
  const [from, setFrom] = useState(settings?.from ?? '');
  const [secret, setSecret] = useState<string | null>(null);
  const setting = useSignInSetting('smtp', () => setSecret(null));
  const { error } = setting;
  const choose = (next: SmtpSettings['security']) => {
    if (port === usualPorts[security]) {
      setPort(usualPorts[next]);
    }
    setSecurity(next);
  };
  return (
    <SettingPanel
      title="Mail"
      words="Sends links to a new password, and invitations. Without it, people get their links from an admin."
      origin={stored.origin}
      variables="its variables"
      removal="No mail is sent any more: links to a new password then come from an admin alone."
      testLabel="Send me a mail"
      fields={FIELDS}
      canSave={host.trim() !== '' && from.trim() !== '' && /^\d{1,5}$/.test(port)}
      setting={setting}
      onSave={() =>
        setting.save({
          name: 'smtp',
          settings: {
            ...{ host, port: Number(port), security, from },
            userName: userName.trim() === '' ? null : userName,
          },
          ...(secret === null || secret === '' ? {} : { secret }),
        })
      }
    >
      <div className={styles.field}>
        <span className={styles.label}>Encryption</span>
        <Segmented name="Encryption" value={security} options={securities} onChange={choose} />
      </div>
      <div className={styles.pair}>
        <TextInput
          label="Mail server"
          placeholder="smtp.example.com"
          autoComplete="off"
          spellCheck={false}
          value={host}
          error={errorAt(error, 'host')}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
        <TextInput
          label="Port"
          inputMode="numeric"
          autoComplete="off"
          value={port}
          error={errorAt(error, 'port')}
          onChange={(event) => setPort(event.currentTarget.value.trim())}
        />
      </div>
      <TextInput
        label="User name (if it asks for one)"
        autoComplete="off"
        spellCheck={false}
        value={userName}
        error={errorAt(error, 'userName')}
        onChange={(event) => setUserName(event.currentTarget.value)}
      />
      <SecretField
        label="Password"
        status={stored.secret}
        value={secret}
        error={errorAt(error, 'secret')}
        onChange={setSecret}
      />
      <TextInput
        label="Sender"
        placeholder="bellwether@example.com"
        type="email"
        autoComplete="off"
        value={from}
        error={errorAt(error, 'from')}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
    </SettingPanel>
  );
}
