import type { PeopleOverview } from '@bellwether/shared/people/people.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { refreshPeople } from './use-people.ts';

type MergeBarProps = {
  overview: PeopleOverview;
  /** Ids of people and addresses. */
  chosen: readonly string[];
  /** What has to be said of the merge, in sentences; empty: nothing, or nothing was done. */
  onDone: (remarks: readonly string[]) => void;
};

/** Makes what is chosen one person, of the name that is chosen. */
export function MergeBar({ overview, chosen, onDone }: MergeBarProps) {
  const [wanted, setWanted] = useState('');
  const merge = useMutation(
    trpc.people.merge.mutationOptions({
      onSuccess: async ({ remarks }) => {
        onDone(remarks);
        await refreshPeople();
      },
    }),
  );
  const people = overview.people.filter(({ id }) => chosen.includes(id));
  const emails = overview.unmapped.map(({ email }) => email).filter((one) => chosen.includes(one));
  const into = people.find(({ id }) => id === wanted) ?? people[0];
  if (people.length + emails.length === 0) {
    return null;
  }
  const isEnough = into !== undefined && people.length + emails.length > 1;
  const names = [...people.map(({ displayName }) => displayName), ...emails];
  return (
    <section className={styles.bar} aria-label="Merge">
      <p className={styles.words}>
        {isEnough
          ? `${names.join(', ')} become one person.`
          : 'Choose one more: a second person, or a person for the address.'}
      </p>
      {isEnough && people.length > 1 ? (
        <OneChoice
          name="Called"
          value={into.id}
          options={people.map(({ id, displayName, accounts }) => ({
            value: id,
            label: displayName,
            hint: accounts.map(({ login }) => login).join(', '),
          }))}
          onChange={setWanted}
        />
      ) : null}
      <Button
        size="xs"
        disabled={!isEnough}
        loading={merge.isPending}
        onClick={() =>
          into === undefined
            ? undefined
            : merge.mutate({
                intoPersonId: into.id,
                personIds: people.map(({ id }) => id).filter((id) => id !== into.id),
                emails,
              })
        }
      >
        Merge
      </Button>
      <Button size="xs" variant="default" onClick={() => onDone([])}>
        Choose none
      </Button>
      <Failure errors={[merge.error]} />
    </section>
  );
}
