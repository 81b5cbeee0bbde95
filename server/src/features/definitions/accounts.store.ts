import type { Queryable } from '../../db/queryable.types.ts';

export type CountedAccount = {
  id: string;
  login: string;
  type: string;
  avatarUrl: string | null;
  pullRequests: number;
  reviews: number;
};

/** Every account with how much it did, by login: nobody is ranked. An answer on one's own is no review (B4.1). */
export async function loadCountedAccounts(db: Queryable): Promise<CountedAccount[]> {
  const { rows } = await db.query<CountedAccount>(
    `select a.id, a.login, a.type, a.avatar_url "avatarUrl",
       coalesce(p.n, 0) "pullRequests", coalesce(r.n, 0) reviews
     from accounts a
     left join (select author_id, count(*)::int n from pull_requests group by 1) p on p.author_id = a.id
     left join (
       select r.author_id, count(*)::int n from reviews r
       join pull_requests p on p.id = r.pull_request_id
       where r.author_id is distinct from p.author_id group by 1
     ) r on r.author_id = a.id
     order by lower(a.login), a.id`,
  );
  return rows;
}
