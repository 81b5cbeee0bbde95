import type { SignInSettingTest } from '@bellwether/shared/access/sign-in-settings.schema';
import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReadableError } from '../../lib/app-error.ts';
import { Notice } from '../../ui/notice.tsx';
import { Widget } from '../../ui/widget.tsx';
import { FormError } from './form-error.tsx';
import styles from './sign-in-settings.module.css';

type SettingPanelProps = {
  title: string;
  /** What it is good for. */
  words: string;
  origin: 'environment' | 'stored' | 'none';
  /** The variables that give it, for people who look for them. */
  variables: string;
  /** What it costs to be rid of it. */
  removal: string;
  testLabel: string;
  /** The fields that show what is wrong with them themselves. */
  fields: readonly string[];
  canSave: boolean;
  setting: {
    isSaving: boolean;
    isSaved: boolean;
    onEntered: () => void;
    remove: () => void;
    isRemoving: boolean;
    test: () => void;
    isTesting: boolean;
    tested: SignInSettingTest | null;
    error: ReadableError | null;
  };
  onSave: () => void;
  children: ReactNode;
};

/** One way to sign in, or the way mail is sent: its form, whether it works, and the way to be rid of it. */
export function SettingPanel(props: SettingPanelProps) {
  const { title, words, origin, variables, setting, children } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSave();
  };
  return (
    <Widget title={title} subtitle={words}>
      <form
        className={styles.form}
        onSubmit={submit}
        onInput={setting.onEntered}
        noValidate
        autoComplete="off"
      >
        {origin === 'environment' ? (
          <Notice tone="info">
            Set by the environment ({variables}). To change it, change the variables and start
            again.
          </Notice>
        ) : (
          children
        )}
        <FormError error={setting.error} fields={props.fields} />
        {setting.tested === null ? null : <Tested {...setting.tested} />}
        <Actions {...props} />
      </form>
    </Widget>
  );
}

function Tested({ works, message, remedy }: SignInSettingTest) {
  return (
    <Notice tone={works ? 'info' : 'bad'}>
      {message} {remedy}
    </Notice>
  );
}

function Actions({ title, origin, removal, testLabel, canSave, setting }: SettingPanelProps) {
  const [isAsking, setAsking] = useState(false);
  if (isAsking && origin === 'stored') {
    return (
      <Notice tone="warn">
        <p>{removal}</p>
        <div className={styles.row}>
          <Button
            size="xs"
            color="#b8322a"
            loading={setting.isRemoving}
            onClick={() => setting.remove()}
          >
            Remove for good
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </div>
      </Notice>
    );
  }
  return (
    <div className={styles.row}>
      {origin === 'environment' ? null : (
        <Button type="submit" disabled={!canSave} loading={setting.isSaving}>
          Save
        </Button>
      )}
      {origin === 'none' ? null : (
        <Button variant="default" loading={setting.isTesting} onClick={() => setting.test()}>
          {testLabel}
        </Button>
      )}
      {origin === 'stored' ? (
        <Button variant="default" aria-label={`Remove ${title}`} onClick={() => setAsking(true)}>
          Remove
        </Button>
      ) : null}
      <span role="status" className={styles.hint}>
        {setting.isSaved ? 'Saved.' : null}
      </span>
    </div>
  );
}
