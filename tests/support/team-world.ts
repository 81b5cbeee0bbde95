import { buildAccount } from '@bellwether/prisma/factories/build-account';
import type { AppContext } from '@bellwether/server/app-context';
import { readPeople } from '@bellwether/server/features/people/people.service';

/** A team, the teams below it, and who is on each. */
export type TeamWorld = { teams: Map<string, string>; people: Map<string, string> };

/** Teams `shop`, `web` below it and `ops`; lena and tom on web, kim on ops, and max on none. Ids by name. */
export async function makeTeamWorld(app: Pick<AppContext, 'db' | 'clock'>): Promise<TeamWorld> {
  const { pool } = app.db;
  const members = { lena: 'web', tom: 'web', kim: 'ops', max: null };
  const teams = new Map<string, string>();
  for (const [name, parent] of [
    ['shop', null],
    ['web', 'shop'],
    ['ops', null],
  ] as const) {
    const { rows } = await pool.query<{ id: string }>(
      'insert into teams (name, slug, parent_id) values ($1, $1, $2) returning id',
      [name, parent === null ? null : teams.get(parent)],
    );
    teams.set(name, rows[0]?.id ?? '');
  }
  for (const [login, team] of Object.entries(members)) {
    await buildAccount(pool, { id: `U_${login}`, login });
    if (team !== null) {
      await pool.query('insert into team_members (team_id, account_id) values ($1, $2)', [
        teams.get(team),
        `U_${login}`,
      ]);
    }
  }
  const { people } = await readPeople(app);
  return { teams, people: new Map(people.map(({ displayName, id }) => [displayName, id])) };
}

/** @throws Error when the world has none of that name */
export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) {
    throw new Error(`there is no ${name}`);
  }
  return id;
}
