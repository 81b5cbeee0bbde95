import type { FilterChoices } from '@bellwether/shared/pull-requests/pull-requests.schema';
import type { Sight } from '../../access/sight.ts';
import { createParameters, isInScope, type Parameters } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import {
  accountsInScope,
  repositoriesInScope,
  teamsInScope,
} from '../../db/row-scope-conditions.ts';

const MOST_CHOICES = 500;

/** What occurs in the pull requests that the caller may see, most used first; the days are those of `zone`. */
export async function loadFilterChoices(
  db: Queryable,
  { scope, oneByOne }: Sight,
  zone: string,
): Promise<FilterChoices> {
  const repositories = await load<{ id: string; repository: string }>(
    db,
    (parameters) => `select r.id, r.owner || '/' || r.name as repository from repositories as r
     left join pull_request_facts as f on f.repository_id = r.id
     where r.id in (${repositoriesInScope(scope, parameters)})
     group by r.id order by count(f.pull_request_id) desc, 2`,
  );
  const teams = await load<{ handle: string; name: string }>(
    db,
    (parameters) => `select coalesce(organization || '/', '') || slug handle, name from teams
     where id in (${teamsInScope(scope, parameters)}) order by lower(name), 1`,
  );
  const [days] = await load<{ firstDay: string | null; lastDay: string | null }>(
    db,
    (parameters) => {
      const inZone = `at time zone ${parameters.add(zone)}, 'YYYY-MM-DD')`;
      return `select to_char(min(created_at) ${inZone} as "firstDay",
       to_char(greatest(max(created_at), max(merged_at)) ${inZone} as "lastDay"
     from pull_request_facts as f where ${isInScope(scope, parameters)}`;
    },
  );
  return {
    repositories,
    authors:
      oneByOne === null
        ? []
        : await loadNames(
            db,
            (parameters) => `select a.login as name from pull_request_facts as f
               join accounts as a on a.id = f.author_id
             where f.author_class <> 'ghost' and ${isWrittenInScope(oneByOne, parameters)} group by 1`,
          ),
    baseBranches: await loadNames(
      db,
      (parameters) => `select f.base_branch as name from pull_request_facts as f
       where ${isInScope(scope, parameters)} group by 1`,
    ),
    labels: await loadNames(db, (parameters) =>
      scope.teamIds === 'all'
        ? 'select l.name from pull_request_labels as l group by 1'
        : `select l.name from pull_request_labels as l
             join pull_request_facts as f on f.pull_request_id = l.pull_request_id
           where ${isInScope(scope, parameters)} group by 1`,
    ),
    teams,
    firstDay: days?.firstDay ?? null,
    lastDay: days?.lastDay ?? null,
  };
}

/** Reviewing somebody's pull request does not make its author one to choose. */
function isWrittenInScope(scope: Sight['scope'], parameters: Parameters): string {
  return scope.teamIds === 'all'
    ? 'true'
    : `f.author_id in (${accountsInScope(scope, parameters)})`;
}

async function load<Row extends object>(
  db: Queryable,
  write: (parameters: Parameters) => string,
): Promise<Row[]> {
  const parameters = createParameters();
  const text = write(parameters);
  const { rows } = await db.query<Row>(text, parameters.values);
  return rows;
}

async function loadNames(
  db: Queryable,
  group: (parameters: Parameters) => string,
): Promise<string[]> {
  const rows = await load<{ name: string }>(
    db,
    (parameters) => `${group(parameters)} order by count(*) desc, name limit ${MOST_CHOICES}`,
  );
  return rows.map(({ name }) => name);
}
