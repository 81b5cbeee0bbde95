import { randomUUID } from 'node:crypto';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository, buildSyncStream } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { Database } from '@bellwether/server/db/open-database';

/** When the world stands still. */
export const NOW = new Date('2026-03-20T09:00:00Z');

/** One team's part of the world. Every name in it holds the team's mark, every person's beside that the mark of a person. */
export type TeamWorld = {
  teamId: string;
  handle: string;
  personMark: string;
  /** Of the team alone, and the one that both write in. */
  repositoryId: string;
  sharedId: string;
  people: { personId: string; accountId: string; login: string }[];
  /** By the first of the people: merged, and open. */
  mergedId: string;
  openId: string;
  label: string;
};

const PEOPLE = 4;
const SEEN_MS = 3_600_000;

/** Two teams with a repository each and one in common; nobody of one ever touches what is the other's. */
export async function buildTwoTeams(
  db: Database,
  marks: readonly [string, string],
): Promise<[TeamWorld, TeamWorld]> {
  const shared = await buildRepository(db.pool, { owner: 'acme', name: 'common' });
  await finishRepository(db, shared.id, 'common');
  const first = await buildTeam(db, marks[0], shared.id);
  const second = await buildTeam(db, marks[1], shared.id);
  for (const [minute, mark] of marks.entries()) {
    await insertRow(db.pool, 'webhook_deliveries', {
      ...{ id: randomUUID(), event: 'pull_request', repository: `${mark}-org/${mark}-app` },
      ...{ receivedAt: new Date(NOW.getTime() + minute * 60_000 - SEEN_MS), outcome: 'failed' },
      error: `${mark} could not be read`,
    });
  }
  await db.pool.query('update repositories set paused_at = $1', [NOW]);
  return [first, second];
}

async function buildTeam(db: Database, mark: string, sharedId: string): Promise<TeamWorld> {
  const personMark = `${mark}person`;
  const repository = await buildRepository(db.pool, { owner: `${mark}-org`, name: `${mark}-app` });
  const team = {
    ...{ id: randomUUID(), slug: `${mark}-team`, name: `${mark} team` },
    ...{ organization: `${mark}-org`, githubId: `T_${mark}` },
  };
  await insertRow(db.pool, 'teams', team);
  await insertRow(db.pool, 'team_repositories', {
    ...{ teamId: team.id, repositoryId: repository.id, origin: 'github' },
  });
  await insertRow(db.pool, 'team_paths', {
    ...{ teamId: team.id, repositoryId: sharedId, pattern: `/${mark}/` },
  });
  const people: Person[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    people.push(await buildPerson(db, team.id, `${personMark}-${index}`));
  }
  const label = `${mark}-label`;
  const written = { repositoryId: repository.id, sharedId, mark, label };
  const pulls: Awaited<ReturnType<typeof writePulls>>[] = [];
  for (const [index, person] of people.entries()) {
    const reviewer = people[(index + 1) % PEOPLE] ?? person;
    pulls.push(await writePulls(db, written, person, reviewer, index));
  }
  await nameEverything(db, repository.id, mark, personMark, people[0]?.accountId ?? '');
  return {
    ...{ teamId: team.id, handle: `${mark}-org/${mark}-team`, personMark, sharedId, people, label },
    repositoryId: repository.id,
    mergedId: pulls[0]?.merged.id ?? '',
    openId: pulls[0]?.open.id ?? '',
  };
}

async function buildPerson(db: Database, teamId: string, login: string) {
  const personId = randomUUID();
  await insertRow(db.pool, 'people', { id: personId, displayName: `Name of ${login}` });
  const { id: accountId } = await buildAccount(db.pool, { login });
  await db.pool.query(
    'update accounts set person_id = $2, name = $3, avatar_url = $4 where id = $1',
    [...[accountId, personId, `Profile of ${login}`, `https://avatars.example/${login}`]],
  );
  await insertRow(db.pool, 'person_emails', { email: `${login}@given.example`, personId });
  await insertRow(db.pool, 'team_members', { teamId, accountId });
  return { personId, accountId, login };
}

type Written = { repositoryId: string; sharedId: string; mark: string; label: string };
type Person = TeamWorld['people'][number];

/** For each person one merged in the team's repository and one open in the common one. */
async function writePulls(
  db: Database,
  { repositoryId, sharedId, mark, label }: Written,
  author: Person,
  reviewer: Person,
  index: number,
) {
  const createdAt = new Date(Date.UTC(2026, 2, 9 + index, 9));
  const said = {
    ...{ authorId: author.accountId, title: `${mark} change ${index}`, createdAt },
    ...{ headBranch: `${mark}-branch`, labels: [label] },
    files: [{ path: `${mark}/app.ts`, additions: 30, deletions: 10 }],
    commits: [
      {
        authoredAt: createdAt,
        authorId: author.accountId,
        authorEmail: `${author.login}@work.example`,
      },
      { authoredAt: createdAt, authorId: null, authorEmail: `${author.login}@lost.example` },
    ],
    reviews: [
      {
        authorId: reviewer.accountId,
        submittedAt: new Date(createdAt.getTime() + SEEN_MS),
        state: index === 0 ? ('COMMENTED' as const) : ('APPROVED' as const),
      },
    ],
  };
  const merged = await buildPullRequest(db.pool, {
    ...{ ...said, repositoryId, mergedAt: new Date(createdAt.getTime() + 2 * SEEN_MS) },
    // The last one goes in without anybody's look.
    ...(index === PEOPLE - 1 ? { reviews: [] } : {}),
  });
  const open = await buildPullRequest(db.pool, {
    ...{ ...said, repositoryId: sharedId, baseBranch: `${mark}-base` },
    requestedReviewers: [reviewer.login],
  });
  return { merged, open };
}

/** Everything else that names the team, its people or its repository. */
async function nameEverything(
  db: Database,
  repositoryId: string,
  mark: string,
  personMark: string,
  accountId: string,
): Promise<void> {
  const { pool } = db;
  await finishRepository(db, repositoryId, mark);
  await pool.query(
    'update connections set login = $2 where id = (select connection_id from repositories where id = $1)',
    [repositoryId, `${personMark}-token`],
  );
  await pool.query(
    `insert into points_slots (connection_id, starts_at, spent)
     select connection_id, $2, 5 from repositories where id = $1`,
    [repositoryId, new Date(NOW.getTime() - SEEN_MS)],
  );
  const issueId = `I_${mark}`;
  await insertRow(pool, 'issues', {
    ...{
      id: issueId,
      repositoryId,
      number: 900,
      title: `${mark} is down`,
      url: 'https://x.example',
    },
    ...{ state: 'CLOSED', authorId: accountId, createdAt: NOW, updatedAt: NOW },
  });
  await insertRow(pool, 'issue_labels', { issueId, name: `${mark}-incident` });
  await insertRow(pool, 'incidents', {
    ...{ kind: 'issue', issueId, repositoryId, title: `${mark} is down`, declaredAt: NOW },
    ...{ service: `${mark}-service`, causedBy: `${mark}-org/${mark}-app#1`, updatedAt: NOW },
  });
  await insertRow(pool, 'incidents', {
    ...{
      kind: 'api',
      source: `${mark}-pager`,
      externalId: '1',
      title: `${mark} paged`,
      updatedAt: NOW,
    },
  });
  await insertRow(pool, 'incident_rules', {
    ...{ repositoryId, labels: [`${mark}-incident`], updatedAt: NOW },
    ...{ severities: '[]', services: '[]', exclusions: '[]' },
  });
  await insertRow(pool, 'deployment_rules', {
    ...{ repositoryId, kind: 'github-deployment', environments: [`${mark}-production`] },
    updatedAt: NOW,
  });
  await insertRow(pool, 'deployments', {
    ...{ id: `D_${mark}`, repositoryId, environment: `${mark}-production`, sha: `${mark}sha` },
    ...{ ref: `${mark}-ref`, url: `https://${mark}.example`, createdAt: NOW, updatedAt: NOW },
    creatorId: accountId,
  });
  await insertRow(pool, 'deployment_statuses', {
    ...{ id: `DS_${mark}`, deploymentId: `D_${mark}`, state: 'SUCCESS', createdAt: NOW },
  });
  await insertRow(pool, 'deployment_facts', {
    ...{ deploymentId: `D_${mark}`, repositoryId, service: `${mark}-service` },
    ...{ environment: `${mark}-production`, track: `${mark} track`, sha: `${mark}sha` },
    ...{ finishedAt: new Date(NOW.getTime() - SEEN_MS), step: 'change', isCounted: true },
    ...{ pullRequests: 0, pullRequestIds: [], isRemediation: false, remedies: '[]' },
  });
  await insertRow(pool, 'code_owners_lines', {
    ...{ repositoryId, line: 1, pattern: `/${mark}/`, owners: [`@${personMark}-0`] },
  });
  await insertRow(pool, 'team_imports', {
    ...{ organization: `${mark}-org`, triedAt: NOW, errorCode: 'forbidden' },
    ...{
      errorMessage: `${mark}-org keeps its teams to itself`,
      connectionId: await connectionOf(db, repositoryId),
    },
  });
}

async function connectionOf({ pool }: Database, repositoryId: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'select connection_id as id from repositories where id = $1',
    [repositoryId],
  );
  return rows[0]?.id ?? '';
}

async function finishRepository({ pool }: Database, repositoryId: string, mark: string) {
  await buildSyncStream(pool, { repositoryId, stored: 8, total: 8, watermarkAt: NOW });
  await insertRow(pool, 'sync_streams', {
    ...{ repositoryId, stream: 'deployments', state: 'failed', errorCode: 'upstream_error' },
    ...{ errorMessage: `${mark} answered in a way that is not understood`, errorAt: NOW },
  });
}
