import { stableNumber } from './stable-id.ts';
import type {
  World,
  WorldPull,
  WorldRepository,
  WorldTimelineEvent,
  WorldUser,
} from './world.types.ts';

/** The world in which these people are asked for a review, beside whoever was. Who was asked already is not asked twice. */
export function askForReview(
  world: World,
  repository: WorldRepository,
  pull: WorldPull,
  users: readonly WorldUser[],
  { by, at }: { by: WorldUser; at: Date },
): World {
  const before = pull.requested_reviewers ?? [];
  const added = users.filter((user) => !before.some(({ id }) => id === user.id));
  const instant = `${at.toISOString().slice(0, 19)}Z`;
  const events = added.map(
    (user): WorldTimelineEvent => ({
      pull_number: pull.number,
      id: stableNumber(`asked ${repository.full_name} ${pull.number} ${user.login} ${instant}`),
      event: 'review_requested',
      created_at: instant,
      actor: by,
      requested_reviewer: user,
    }),
  );
  const changed: WorldRepository = {
    ...repository,
    timeline: [...repository.timeline, ...events],
    pulls: repository.pulls.map((one) =>
      one === pull && added.length > 0
        ? { ...one, requested_reviewers: [...before, ...added], updated_at: instant }
        : one,
    ),
  };
  return {
    ...world,
    repositories: world.repositories.map((one) => (one === repository ? changed : one)),
  };
}
