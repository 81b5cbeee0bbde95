import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { World, WorldRepository } from '../../world.types.ts';
import { generateSampleTeam } from './generate-sample-team.ts';

const endsAt = new Date('2026-11-22T09:00:00Z');

function hashOf(world: World): string {
  return createHash('sha256').update(JSON.stringify(world)).digest('hex');
}

/** Every instant in the rows, with the name of its field. */
function instantsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
    found.push(value);
  } else if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) {
      instantsIn(inner, found);
    }
  }
  return found;
}

function idsOf(rows: readonly { id: number; node_id?: string }[]): (string | number)[] {
  return rows.flatMap(({ id, node_id }) => (node_id === undefined ? [id] : [id, node_id]));
}

function allOf<K extends keyof WorldRepository>(world: World, key: K): WorldRepository[K][] {
  return world.repositories.map((repository) => repository[key]);
}

describe('generateSampleTeam', () => {
  it('gives the same bytes for the same seed and end', () => {
    const again = generateSampleTeam({ seed: 7, endsAt: new Date(endsAt) });
    expect(hashOf(again)).toBe(hashOf(generateSampleTeam({ seed: 7, endsAt })));
  });

  it('gives other bytes for another seed, and for another end', () => {
    const worlds = [
      generateSampleTeam({ seed: 7, endsAt }),
      generateSampleTeam({ seed: 8, endsAt }),
      generateSampleTeam({ seed: 7, endsAt: new Date('2026-11-22T09:00:01Z') }),
    ];
    expect(new Set(worlds.map(hashOf)).size).toBe(3);
  });
});

const cases = [
  [1, '2026-11-22T09:00:00Z'],
  [7, '2026-11-22T09:00:00Z'],
  [7, '2027-01-01T00:00:00.500Z'],
  [42, '2026-04-15T13:30:07Z'],
] as const;

describe.each(cases)('the rows of seed %i that end at %s', (seed, end) => {
  const world = generateSampleTeam({ seed, endsAt: new Date(end) });
  const repositories = world.repositories;

  it('hold nothing at or after the end, and no fractions of seconds', () => {
    const { endsAt: worldEnd, ...rest } = world;
    const instants = instantsIn(rest);
    expect(instants.filter((at) => !/^[\d-]{10}T[\d:]{8}Z$/.test(at))).toEqual([]);
    expect(instants.length).toBeGreaterThan(10_000);
    expect(instants.filter((at) => at >= (worldEnd ?? ''))).toEqual([]);
  });

  it('have ids and node ids that occur once per kind', () => {
    const kinds = [
      'pulls',
      'issues',
      'reviews',
      'reviewComments',
      'issueComments',
      'timeline',
      'deployments',
    ] as const;
    for (const kind of kinds) {
      const ids = allOf(world, kind).flatMap((rows) => idsOf(rows));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(0);
    }
    const shas = repositories.flatMap(({ commits }) => commits.map(({ sha }) => sha));
    expect(new Set(shas).size).toBe(shas.length);
  });

  it('number pull requests and issues together, without gaps, in order of creation', () => {
    for (const { pulls, issues } of repositories) {
      const subjects = [...pulls, ...issues].sort((a, b) => a.number - b.number);
      expect(subjects.map(({ number }) => number)).toEqual(subjects.map((_, index) => index + 1));
      const created = subjects.map(({ created_at }) => created_at);
      expect(created).toEqual([...created].sort());
    }
  });

  it('have files that add up to the totals of their pull request, each path once', () => {
    for (const { pulls, files } of repositories) {
      for (const pull of pulls) {
        const own = files.filter((file) => file.pull_number === pull.number);
        const sum = (key: 'additions' | 'deletions') => own.reduce((n, file) => n + file[key], 0);
        expect([sum('additions'), sum('deletions'), own.length]).toEqual([
          pull.additions,
          pull.deletions,
          pull.changed_files,
        ]);
        expect(new Set(own.map(({ filename }) => filename)).size).toBe(own.length);
        expect(own.every((file) => file.additions >= 0 && file.deletions >= 0)).toBe(true);
      }
    }
  });

  it('lie within the life of their pull request', () => {
    for (const { pulls, reviews, reviewComments, issueComments, timeline } of repositories) {
      const byNumber = new Map(pulls.map((pull) => [pull.number, pull]));
      const dated = [
        ...reviews.map((row) => [row.pull_number, row.submitted_at] as const),
        ...reviewComments.map((row) => [row.pull_number, row.created_at] as const),
        ...timeline.map((row) => [row.pull_number, row.created_at] as const),
        ...issueComments
          .filter((row) => row.is_pull)
          .map((row) => [row.issue_number, row.created_at] as const),
      ];
      const outside = dated.filter(([number, at]) => {
        const pull = number === undefined ? undefined : byNumber.get(number);
        return pull && ((at ?? '') < pull.created_at || (at ?? '') > pull.updated_at);
      });
      expect(outside).toEqual([]);
    }
  });

  it('agree with each other on states', () => {
    const pulls = repositories.flatMap((repository) =>
      repository.pulls.map((pull) => ({ pull, repository })),
    );
    for (const { pull, repository } of pulls) {
      const timesOf = (name: string): (string | null)[] =>
        repository.timeline
          .filter((event) => event.pull_number === pull.number && event.event === name)
          .map((event) => event.created_at);
      expect(timesOf('merged')).toEqual([pull.merged_at].filter((at) => at !== null));
      expect([null, ...timesOf('closed')]).toContain(pull.closed_at);
      expect(pull.state).toBe(pull.closed_at === null ? 'open' : 'closed');
      expect(pull.merge_commit_sha === null).toBe(pull.merged_at === null);
    }
  });

  it('answer and dismiss only what exists', () => {
    for (const { reviews, reviewComments, timeline } of repositories) {
      const reviewIds = new Set(reviews.map(({ id }) => id));
      const comments = new Map(reviewComments.map((comment) => [comment.id, comment]));
      for (const comment of reviewComments) {
        expect(reviewIds).toContain(comment.pull_request_review_id);
        const root = comments.get(comment.in_reply_to_id ?? comment.id);
        expect(root?.pull_number).toBe(comment.pull_number);
      }
      for (const { dismissed_review } of timeline.filter((e) => e.event === 'review_dismissed')) {
        expect(reviewIds).toContain(dismissed_review?.review_id);
      }
    }
  });

  it('chain commits from a base commit to the head', () => {
    for (const { pulls, commits } of repositories) {
      for (const pull of pulls) {
        const own = commits.filter((commit) => commit.pull_number === pull.number);
        expect(own.at(-1)?.sha).toBe(pull.head.sha);
        expect(own.map(({ parents }) => parents[0]?.sha)).toEqual([
          pull.base.sha,
          ...own.slice(0, -1).map(({ sha }) => sha),
        ]);
      }
    }
  });

  it('deploy only merges into the default branch that had happened by then', () => {
    for (const { pulls, deployments } of repositories) {
      const mergedAt = new Map(
        pulls
          .filter((pull) => pull.base.ref === 'main')
          .map((pull) => [pull.merge_commit_sha, pull.merged_at]),
      );
      for (const deployment of deployments) {
        expect((mergedAt.get(deployment.sha) ?? '9') < deployment.created_at).toBe(true);
        const states = deployment.statuses.map(({ created_at }) => created_at);
        expect(states).toEqual([...states].sort().reverse());
      }
    }
  });
});
