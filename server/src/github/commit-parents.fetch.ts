import { z } from 'zod';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

/** As many as GitHub's formula rounds down to one point. */
export const COMMITS_PER_POINT = 149;

const answerSchema = z.object({
  repository: z.record(
    z.string(),
    z.object({ parents: z.object({ totalCount: z.number() }).optional() }).nullable(),
  ),
});

const OID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** How many parents each commit has. One that GitHub no longer knows is missing from the answer. */
export async function fetchParentCounts(
  github: Github,
  repository: RepositoryName,
  shas: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const valid = shas.filter((sha) => OID.test(sha));
  for (let start = 0; start < valid.length; start += COMMITS_PER_POINT) {
    const batch = valid.slice(start, start + COMMITS_PER_POINT);
    const selections = batch.map(
      (sha, index) =>
        `c${index}: object(oid: "${sha}") { ... on Commit { parents(first: 1) { totalCount } } }`,
    );
    const answer = await github.graphql(
      `query parents($owner: String!, $name: String!) {
        rateLimit { cost remaining resetAt }
        repository(owner: $owner, name: $name) { ${selections.join('\n')} }
      }`,
      { owner: repository.owner, name: repository.name },
      answerSchema,
    );
    for (const [index, sha] of batch.entries()) {
      const count = answer.repository[`c${index}`]?.parents?.totalCount;
      if (count !== undefined) {
        counts.set(sha, count);
      }
    }
  }
  return counts;
}
