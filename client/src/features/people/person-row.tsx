import type { PersonSummary } from '@bellwether/shared/people/people.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { describeActivity } from './people.prepare.ts';
import { refreshPeople } from './use-people.ts';

type PersonRowProps = { person: PersonSummary; isChosen: boolean; onToggle: () => void };

/** One person: who, with which accounts, in which teams; opened, what can be taken apart and named. */
export function PersonRow({ person, isChosen, onToggle }: PersonRowProps) {
  const [isOpen, setOpen] = useState(false);
  const logins = person.accounts.map(({ login }) => login).join(', ');
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <input
          type="checkbox"
          className={styles.check}
          aria-label={`Choose ${person.displayName}`}
          checked={isChosen}
          onChange={onToggle}
        />
        <div className={styles.words}>
          <p className={styles.name} dir="auto">
            {person.displayName}{' '}
            {logins === person.displayName ? null : <span className={styles.aside}>{logins}</span>}
          </p>
          <p className={styles.hint}>
            {describeActivity(person)}
            {person.teams.length === 0
              ? ''
              : ` · ${person.teams.map(({ name }) => name).join(', ')}`}
          </p>
        </div>
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          aria-label={`Details of ${person.displayName}`}
          onClick={() => setOpen(!isOpen)}
        >
          Details
        </Button>
      </div>
      {isOpen ? <Details person={person} /> : null}
    </li>
  );
}

function Details({ person }: { person: PersonSummary }) {
  const split = useMutation(trpc.people.split.mutationOptions({ onSuccess: refreshPeople }));
  const canSplit = person.accounts.length > 1;
  const given = person.emails.filter(({ origin }) => origin === 'person');
  const known = person.emails.filter(({ origin }) => origin === 'github');
  return (
    <div className={styles.details}>
      <RenameForm person={person} />
      <Failure errors={[split.error]} />
      <ul className={styles.parts} aria-label={`Accounts and addresses of ${person.displayName}`}>
        {person.accounts.map(({ id, login, name }) => (
          <li key={id} className={styles.part}>
            <span>
              {login} <span className={styles.aside}>{name ?? 'account'}</span>
            </span>
            {canSplit ? (
              <Button
                size="compact-xs"
                variant="default"
                loading={split.isPending}
                onClick={() => split.mutate({ personId: person.id, accountIds: [id], emails: [] })}
              >
                Split off
              </Button>
            ) : null}
          </li>
        ))}
        {given.map(({ email, commits }) => (
          <li key={email} className={styles.part}>
            <span>
              {email}{' '}
              <span className={styles.aside}>{formatCountOf(commits, 'commit')}, given here</span>
            </span>
            <Button
              size="compact-xs"
              variant="default"
              loading={split.isPending}
              onClick={() => split.mutate({ personId: person.id, accountIds: [], emails: [email] })}
            >
              Take away
            </Button>
          </li>
        ))}
        {known.map(({ email, commits }) => (
          <li key={email} className={styles.part}>
            <span>
              {email}{' '}
              <span className={styles.aside}>
                {formatCountOf(commits, 'commit')}, known to GitHub
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function RenameForm({ person }: { person: PersonSummary }) {
  const [name, setName] = useState(person.displayName);
  const rename = useMutation(trpc.people.rename.mutationOptions({ onSuccess: refreshPeople }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ personId: person.id, displayName: name });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        size="xs"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={name.trim() === '' || name.trim() === person.displayName}
        loading={rename.isPending}
      >
        Rename
      </Button>
      <Failure errors={[rename.error]} />
    </form>
  );
}
