import type { Member, PersonChoice } from '@bellwether/shared/access/members.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { FormError } from './form-error.tsx';
import styles from './members.module.css';
import { freePeople } from './members.prepare.ts';
import { PersonSelect } from './person-select.tsx';
import { refreshMembers } from './use-members.ts';

type MemberPersonProps = { member: Member; people: readonly PersonChoice[] };

/** Which person behind GitHub's accounts somebody is: that person's numbers are their own. */
export function MemberPerson({ member, people }: MemberPersonProps) {
  const { userId, accessVersion, person, suggestion } = member;
  const link = useMutation(
    trpc.members.linkPerson.mutationOptions({ onSettled: () => refreshMembers() }),
  );
  const set = (personId: string | null) => link.mutate({ userId, accessVersion, personId });
  return (
    <div className={styles.stackSmall}>
      <p className={styles.hint}>
        {people.length === 0
          ? 'Nobody is known from GitHub yet: people appear when pull requests are read.'
          : 'Their own pull requests and numbers are those of this person.'}
      </p>
      {suggestion === null ? null : (
        <div className={styles.suggestion}>
          <p>
            Probably <b>{suggestion.displayName}</b>: {suggestion.reason}.
          </p>
          <Button
            size="xs"
            variant="default"
            loading={link.isPending}
            onClick={() => set(suggestion.personId)}
          >
            Link
          </Button>
        </div>
      )}
      {people.length === 0 ? null : (
        <PersonSelect
          label="Person"
          noneLabel="Nobody"
          people={freePeople(people, userId)}
          value={person?.personId ?? null}
          onChange={set}
        />
      )}
      <FormError error={link.isError ? readAppError(link.error) : null} fields={[]} />
    </div>
  );
}
