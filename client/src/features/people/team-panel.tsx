import type { TeamSummary } from '@bellwether/shared/people/teams.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { ManyChoice } from '../../ui/many-choice.tsx';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { describeOrigin } from './people.prepare.ts';
import { RenameForm } from './rename-form.tsx';
import { TeamPaths } from './team-paths.tsx';
import { TeamRemoval } from './team-removal.tsx';
import { TeamTimes } from './team-times.tsx';
import { sourceWords, weekWords } from './times.prepare.ts';
import { useChosen } from './use-chosen.ts';
import { refreshPeople } from './use-people.ts';

type TeamPanelProps = {
  team: TeamSummary;
  repositories: readonly { id: string; repository: string }[];
};

/** One team: who is in it, what it has; a team of one's own can be changed. */
export function TeamPanel({ team, repositories }: TeamPanelProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useMay('people.write');
  const isOwn = mayWrite && team.organization === null;
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <TeamWords team={team} headingId={id} />
      {mayWrite || team.mayWriteCalendar ? (
        <div className={styles.actions}>
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen}
            aria-label={`Change ${team.name}`}
            onClick={() => setOpen(!isOpen)}
          >
            Change
          </Button>
        </div>
      ) : null}
      {isOpen ? (
        <div className={styles.details}>
          {isOwn ? <OwnTeam team={team} /> : null}
          {mayWrite ? <Repositories team={team} repositories={repositories} /> : null}
          {mayWrite ? <TeamPaths team={team} repositories={repositories} /> : null}
          {team.mayWriteCalendar ? <TeamTimes team={team} /> : null}
        </div>
      ) : null}
    </section>
  );
}

function TeamWords({ team, headingId }: { team: TeamSummary; headingId: string }) {
  const people = team.members.map(({ name }) => name);
  const held = team.repositories.map(({ repository }) => repository);
  return (
    <div className={styles.words}>
      <h2 id={headingId} className={styles.name} dir="auto">
        {team.name} <span className={styles.aside}>{describeOrigin(team)}</span>
      </h2>
      <p className={styles.hint}>
        {people.length === 0 ? 'Nobody directly in it' : people.join(', ')}
      </p>
      <p className={styles.hint}>
        {held.length === 0 ? 'No repository that is read here' : held.join(', ')}
        {team.paths.length === 0 ? '' : ` · ${formatCountOf(team.paths.length, 'path')}`}
      </p>
      <p className={styles.hint}>
        {team.inForce.timeZone}, {sourceWords(team.inForce.timeZoneFrom, 'its own')} ·{' '}
        {weekWords(team.inForce)}, {sourceWords(team.inForce.workingHoursFrom, 'its own')}
      </p>
    </div>
  );
}

function Repositories({ team, repositories }: TeamPanelProps) {
  const { chosen, pick, settle } = useChosen(
    team.repositories.filter(({ origin }) => origin === 'person').map(({ id }) => id),
  );
  const set = useMutation(trpc.people.teams.setRepositories.mutationOptions({ onSettled: settle }));
  const fromGithub = new Set(
    team.repositories.filter(({ origin }) => origin === 'github').map(({ id }) => id),
  );
  return (
    <div className={styles.form}>
      <ManyChoice
        name="Repositories given here"
        summary={
          chosen.length === 0
            ? 'Give it repositories'
            : formatCountOf(chosen.length, 'repository given here', 'repositories given here')
        }
        options={repositories
          .filter(({ id }) => !fromGithub.has(id))
          .map(({ id, repository }) => ({ value: id, label: repository }))}
        chosen={chosen}
        onChange={(repositoryIds) => {
          pick(repositoryIds);
          set.mutate({ teamId: team.id, repositoryIds });
        }}
        clearLabel="Take all away"
      />
      <Failure errors={[set.error]} />
    </div>
  );
}

function OwnTeam({ team }: { team: TeamSummary }) {
  const [isAsking, setAsking] = useState(false);
  const people = useQuery(trpc.people.list.queryOptions()).data?.people ?? [];
  const options = { onSuccess: refreshPeople };
  const rename = useMutation(trpc.people.teams.rename.mutationOptions(options));
  const { chosen, pick, settle } = useChosen(
    team.members.flatMap(({ personId }) => personId ?? []),
  );
  const setMembers = useMutation(
    trpc.people.teams.setMembers.mutationOptions({ onSettled: settle }),
  );
  return (
    <>
      <RenameForm
        name={team.name}
        isPending={rename.isPending}
        onRename={(name) => rename.mutate({ teamId: team.id, name })}
      />
      <div className={styles.form}>
        <ManyChoice
          name="Members"
          summary={chosen.length === 0 ? 'Choose members' : formatCountOf(chosen.length, 'member')}
          options={people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          chosen={chosen}
          onChange={(personIds) => {
            pick(personIds);
            setMembers.mutate({ teamId: team.id, personIds });
          }}
          clearLabel="Take all out"
        />
        <Button
          size="xs"
          variant="default"
          color="#b8322a"
          aria-expanded={isAsking}
          onClick={() => setAsking(!isAsking)}
        >
          Delete
        </Button>
      </div>
      {isAsking ? <TeamRemoval team={team} onKeep={() => setAsking(false)} /> : null}
      <Failure errors={[rename.error, setMembers.error]} />
    </>
  );
}
