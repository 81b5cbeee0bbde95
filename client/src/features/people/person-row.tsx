import type { PersonSummary } from '@bellwether/shared/people/people.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { describeActivity } from './people.prepare.ts';
import { RenameForm } from './rename-form.tsx';
import { refreshPeople } from './use-people.ts';

type PersonRowProps = { person: PersonSummary; isChosen: boolean; onToggle: () => void };

/** One person: who, with which accounts, in which teams; opened, what can be taken apart and named. */
export function PersonRow({ person, isChosen, onToggle }: PersonRowProps) {
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useMay('people.write');
  const logins = person.accounts.map(({ login }) => login).join(', ');
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        {mayWrite ? (
          <input
            type="checkbox"
            className={styles.check}
            aria-label={`Choose ${person.displayName}`}
            checked={isChosen}
            onChange={onToggle}
          />
        ) : null}
        <div className={styles.words}>
          <p className={styles.name} dir="auto">
            <Link
              to="/people/$personId"
              params={{ personId: person.id }}
              className={styles.nameLink}
              title={`When does ${person.displayName} work?`}
            >
              {person.displayName}
            </Link>{' '}
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
      {isOpen ? <Details person={person} mayWrite={mayWrite} /> : null}
    </li>
  );
}

function Details({ person, mayWrite }: { person: PersonSummary; mayWrite: boolean }) {
  const split = useMutation(trpc.people.split.mutationOptions({ onSuccess: refreshPeople }));
  const rename = useMutation(trpc.people.rename.mutationOptions({ onSuccess: refreshPeople }));
  const canSplit = mayWrite && person.accounts.length > 1;
  const given = person.emails.filter(({ origin }) => origin === 'person');
  const known = person.emails.filter(({ origin }) => origin === 'github');
  return (
    <div className={styles.details}>
      {mayWrite ? (
        <RenameForm
          name={person.displayName}
          isPending={rename.isPending}
          onRename={(displayName) => rename.mutate({ personId: person.id, displayName })}
        />
      ) : null}
      <Failure errors={[rename.error, split.error]} />
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
            {mayWrite ? (
              <Button
                size="compact-xs"
                variant="default"
                loading={split.isPending}
                onClick={() =>
                  split.mutate({ personId: person.id, accountIds: [], emails: [email] })
                }
              >
                Take away
              </Button>
            ) : null}
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
