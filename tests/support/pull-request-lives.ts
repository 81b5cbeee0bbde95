import type { WebhookEvent } from '@bellwether/server/github-simulator/webhook-payload';
import { buildWebhook, type WebhookDelivery } from '@bellwether/server/github-simulator/webhooks';
import type { World, WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { SECRET } from './webhook-inbox.ts';
import { makeCommit, makePull, makeRepository, makeUser, makeWorld } from './world-rows.ts';

const lena = makeUser('lena');
const tom = makeUser('tom');

/** A pull request's life, a state for each step, and what GitHub sends when it is reached. */
function lifeSteps(
  number: number,
): { repository: Partial<WorldRepository>; event: WebhookEvent }[] {
  const at = (hour: number) =>
    `2026-02-0${1 + (number % 7)}T${String(hour).padStart(2, '0')}:00:00Z`;
  const commits = [makeCommit(number, makePull(number).head.sha, { at: at(8) })];
  const pull = (hour: number, more: object = {}) =>
    makePull(number, { user: lena, created_at: at(9), updated_at: at(hour), ...more });
  const review = (hour: number, state: 'CHANGES_REQUESTED' | 'APPROVED') => ({
    pull_number: number,
    id: number * 100 + hour,
    user: tom,
    state,
    submitted_at: at(hour),
  });
  const first = review(11, 'CHANGES_REQUESTED');
  const second = review(13, 'APPROVED');
  const merged = {
    state: 'closed' as const,
    closed_at: at(15),
    merged_at: at(15),
    merged_by: lena,
    merge_commit_sha: makeCommit(number, 'x').sha.padEnd(40, String(number % 10)),
  };
  const submitted = (reviewId: number) =>
    ({ event: 'pull_request_review', action: 'submitted', number, reviewId }) as const;
  return [
    {
      repository: { commits, pulls: [pull(9)] },
      event: { event: 'pull_request', action: 'opened', number },
    },
    { repository: { commits, pulls: [pull(11)], reviews: [first] }, event: submitted(first.id) },
    {
      repository: { commits, pulls: [pull(13)], reviews: [first, second] },
      event: submitted(second.id),
    },
    {
      repository: { commits, pulls: [pull(15, merged)], reviews: [first, second] },
      event: { event: 'pull_request', action: 'closed', number },
    },
  ];
}

/** All lives side by side, each as far as its step: world by world, with the deliveries on the way there. */
export function liveThrough(numbers: readonly number[]): {
  worlds: World[];
  deliveries: WebhookDelivery[][];
} {
  const lives = numbers.map(lifeSteps);
  const steps = lives[0]?.length ?? 0;
  const worlds = Array.from({ length: steps }, (_, step) => {
    const parts = lives.map((life) => life[step]?.repository ?? {});
    return makeWorld(
      makeRepository('octo/shop', {
        pulls: parts.flatMap(({ pulls = [] }) => pulls),
        reviews: parts.flatMap(({ reviews = [] }) => reviews),
        commits: parts.flatMap(({ commits = [] }) => commits),
      }),
    );
  });
  const deliveries = worlds.map((world, step) =>
    lives.flatMap((life) => {
      const event = life[step]?.event;
      return event === undefined
        ? []
        : [buildWebhook({ world, repository: 'octo/shop', event, secret: SECRET })];
    }),
  );
  return { worlds, deliveries };
}
