import { type TokenScope, tokenScopes } from '@bellwether/shared/access/token-scopes';
import type { CreateTokenInput } from '@bellwether/shared/access/tokens.schema';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ReadableError } from '../../lib/app-error.ts';
import { Notice } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { errorAt, FormError } from './form-error.tsx';
import styles from './tokens.module.css';
import { type ExpiryChoice, expiryChoices, toExpiry } from './tokens.prepare.ts';

type TokenFormProps = {
  grantable: readonly TokenScope[];
  isPending: boolean;
  error: ReadableError | null;
  onMake: (input: CreateTokenInput) => void;
};

const FIELDS = ['name', 'scopes', 'expiry'];

/** What a token is for, what it may do, and how long. */
export function TokenForm({ grantable, isPending, error, onMake }: TokenFormProps) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<TokenScope[]>([]);
  const [choice, setChoice] = useState<ExpiryChoice>('90');
  const [on, setOn] = useState('');
  const expiry = toExpiry(choice, on);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMake({ name, scopes, expiry: expiry ?? 'never' });
  };
  const toggle = (scope: TokenScope) =>
    setScopes(scopes.includes(scope) ? scopes.filter((s) => s !== scope) : [...scopes, scope]);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="What is it for?"
        placeholder="Grafana"
        autoComplete="off"
        data-autofocus
        maxLength={60}
        value={name}
        error={errorAt(error, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset className={styles.choices}>
        <legend className={styles.label}>What may it do?</legend>
        {tokenScopes
          .filter(({ scope }) => grantable.includes(scope))
          .map(({ scope, label, words }) => (
            <Checkbox
              key={scope}
              size="xs"
              label={label}
              description={words}
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
          ))}
        <FieldError words={errorAt(error, 'scopes')} />
      </fieldset>
      <div className={styles.field}>
        <span className={styles.label}>When does it end?</span>
        <Segmented
          name="When does it end?"
          value={choice}
          options={expiryChoices}
          onChange={setChoice}
        />
        {choice === 'on' ? (
          <TextInput
            type="date"
            label="Its last day"
            className={styles.day ?? ''}
            value={on}
            error={errorAt(error, 'expiry')}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
        ) : (
          <FieldError words={errorAt(error, 'expiry')} />
        )}
        {choice === 'never' ? (
          <Notice tone="warn">
            Without an end it works until somebody revokes it: whoever finds it has as long.
          </Notice>
        ) : null}
      </div>
      <FormError error={error} fields={FIELDS} />
      <div className={styles.actions}>
        <Button
          type="submit"
          loading={isPending}
          disabled={name.trim() === '' || scopes.length === 0 || expiry === null}
        >
          Make the token
        </Button>
      </div>
    </form>
  );
}

function FieldError({ words }: { words: string | undefined }) {
  return words === undefined ? null : (
    <p className={styles.wrong} role="alert">
      {words}
    </p>
  );
}
