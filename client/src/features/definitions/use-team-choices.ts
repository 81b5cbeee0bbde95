import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { useMay, useMe } from '../../lib/use-me.ts';

export type TeamChoice = { id: string; name: string };

/** The teams that a rule may be for: all of those whom one sees, else those one has a role in. */
export function useTeamChoices(): TeamChoice[] {
  const maySeePeople = useMay('people.read');
  const me = useMe();
  const query = useQuery(trpc.people.teams.list.queryOptions(undefined, { enabled: maySeePeople }));
  if (query.data !== undefined) {
    return query.data.teams.map(({ id, name }) => ({ id, name }));
  }
  return (me?.grants ?? []).flatMap(({ teamId, teamName }) =>
    teamId === null ? [] : [{ id: teamId, name: teamName ?? '' }],
  );
}
