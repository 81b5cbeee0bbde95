import type { TeamSummary } from '@bellwether/shared/people/teams.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { refreshPeople } from './use-people.ts';

type TeamPathsProps = {
  team: TeamSummary;
  repositories: readonly { id: string; repository: string }[];
};

/** Paths that a team owns whatever CODEOWNERS says. */
export function TeamPaths({ team, repositories }: TeamPathsProps) {
  const [pattern, setPattern] = useState('');
  const [wanted, setWanted] = useState('');
  const remove = useMutation(
    trpc.people.teams.removePath.mutationOptions({ onSuccess: refreshPeople }),
  );
  const add = useMutation(
    trpc.people.teams.addPath.mutationOptions({
      onSuccess: async () => {
        setPattern('');
        await refreshPeople();
      },
    }),
  );
  const repositoryId = wanted === '' ? (repositories[0]?.id ?? '') : wanted;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ teamId: team.id, repositoryId, pattern });
  };
  return (
    <>
      {team.paths.length === 0 ? null : (
        <ul className={styles.parts} aria-label={`Paths of ${team.name}`}>
          {team.paths.map((path) => (
            <li key={path.id} className={styles.part}>
              <span>
                <code>{path.pattern}</code> <span className={styles.aside}>{path.repository}</span>
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Take ${path.pattern} away`}
                onClick={() => remove.mutate({ pathId: path.id })}
              >
                Take away
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label="Give it paths, as in CODEOWNERS"
          size="xs"
          placeholder="/docs/ or *.sql"
          value={pattern}
          maxLength={500}
          spellCheck={false}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        <OneChoice
          name="Repository"
          value={repositoryId}
          options={repositories.map(({ id, repository }) => ({ value: id, label: repository }))}
          onChange={setWanted}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={pattern.trim() === '' || repositoryId === ''}
          loading={add.isPending}
        >
          Give
        </Button>
      </form>
      <Failure errors={[add.error, remove.error]} />
    </>
  );
}
