import type { Database } from '../../db/open-database.ts';

export async function countWhatGoes(
  db: Database,
  connectionId: string,
): Promise<{ repositories: number; pullRequests: number }> {
  const [repositories, pullRequests] = await Promise.all([
    db.prisma.repository.count({ where: { connectionId } }),
    db.prisma.pullRequest.count({ where: { repository: { connectionId } } }),
  ]);
  return { repositories, pullRequests };
}

/** Deletes the connection, all that was read through it, and accounts that nothing mentions any more. */
export async function deleteConnection(db: Database, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Visitors of the sample team are made up as the team is, and go with it.
    await tx.query(
      `delete from users where kind = 'sample'
         and exists (select 1 from connections where id = $1 and kind = 'sample')`,
      [id],
    );
    await tx.query(
      `delete from interventions where origin = 'sample'
         and exists (select 1 from connections where id = $1 and kind = 'sample')`,
      [id],
    );
    await tx.query('delete from connections where id = $1', [id]);
    // Teams that were named here stay.
    await tx.query(
      `delete from teams where github_id is not null
         and not exists (select 1 from repositories where owner = organization)`,
    );
    await tx.query(
      `delete from accounts account where not exists (
         select 1 from pull_requests where author_id = account.id or merged_by_id = account.id
         union all select 1 from reviews where author_id = account.id
         union all select 1 from review_comments where author_id = account.id
         union all select 1 from issue_comments where author_id = account.id
         union all select 1 from pull_request_commits where author_id = account.id
         union all select 1 from timeline_events where actor_id = account.id
         union all select 1 from issues where author_id = account.id
         union all select 1 from deployments where creator_id = account.id
         union all select 1 from team_members m join teams t on t.id = m.team_id
           where m.account_id = account.id and t.github_id is not null)`,
    );
    await tx.query(
      // An address that somebody gave to a person is theirs as long as a commit carries it. What people wrote of somebody
      // stays, and so does who signs in as them.
      `delete from people person
       where not exists (select 1 from accounts where person_id = person.id)
         and not exists (
           select 1 from person_emails e join pull_request_commits c on lower(c.author_email) = e.email
           where e.person_id = person.id)
         and not exists (select 1 from users where person_id = person.id)
         and not exists (select 1 from person_profiles where person_id = person.id)
         and not exists (select 1 from person_absences where person_id = person.id)
         and not exists (select 1 from private_notes where person_id = person.id)`,
    );
  });
}
