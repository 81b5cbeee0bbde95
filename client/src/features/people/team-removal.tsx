import type { TeamSummary } from '@bellwether/shared/people/teams.schema';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Failure } from './failure.tsx';
import styles from './people.module.css';
import { describeTeamRemoval } from './team-removal.prepare.ts';
import { refreshPeople } from './use-people.ts';

type TeamRemovalProps = { team: TeamSummary; onKeep: () => void };

/** Says what goes with a team, roles over it among them, before it is deleted. */
export function TeamRemoval({ team, onKeep }: TeamRemovalProps) {
  const preview = useQuery(
    trpc.people.teams.removal.queryOptions({ teamId: team.id }, { staleTime: 0, gcTime: 0 }),
  );
  const remove = useMutation(
    trpc.people.teams.remove.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.members.pathKey() });
        await refreshPeople();
      },
    }),
  );
  const losses = preview.data === undefined ? null : describeTeamRemoval(preview.data);
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <p>{team.name} goes with its members, repositories and paths. People and numbers stay.</p>
        {losses === null && !preview.isError ? <p>Looking who has a role over it…</p> : null}
        {losses === null || losses.length === 0 ? null : (
          <ul className={styles.evidence}>
            {losses.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      <Button
        size="xs"
        color="#b8322a"
        disabled={losses === null}
        loading={remove.isPending}
        onClick={() => remove.mutate({ teamId: team.id })}
      >
        Delete for good
      </Button>
      <Button size="xs" variant="default" onClick={onKeep}>
        Keep it
      </Button>
      <Failure errors={[preview.error, remove.error]} />
    </div>
  );
}
