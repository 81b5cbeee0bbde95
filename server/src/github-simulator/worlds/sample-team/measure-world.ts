import type {
  World,
  WorldPull,
  WorldRepository,
  WorldReview,
  WorldUser,
} from '../../world.types.ts';

/** The few numbers by which tests recognise the story, counted straight from the rows (B4, B8, C4–C7). */
export type MeasuredPull = {
  repository: WorldRepository;
  pull: WorldPull;
  /** Null while it never left draft. */
  readyAt: number | null;
  mergedAt: number | null;
  /** Submitted by people other than the author. */
  reviews: WorldReview[];
};

export function isHuman(user: WorldUser | null): boolean {
  return user !== null && user.type === 'User' && !/(-robot|-bot|-ci|-testing)$/i.test(user.login);
}

function readReadyAt(repository: WorldRepository, pull: WorldPull): number | null {
  const first = repository.timeline.find(
    (event) =>
      event.pull_number === pull.number &&
      (event.event === 'ready_for_review' || event.event === 'convert_to_draft'),
  );
  if (first?.event === 'ready_for_review') {
    return Date.parse(first.created_at);
  }
  return first === undefined && pull.draft ? null : Date.parse(pull.created_at);
}

export function measurePulls(world: World): MeasuredPull[] {
  return world.repositories.flatMap((repository) => {
    const reviews = groupByNumber(repository.reviews);
    return repository.pulls.map((pull) => ({
      repository,
      pull,
      readyAt: readReadyAt(repository, pull),
      mergedAt: pull.merged_at === null ? null : Date.parse(pull.merged_at),
      reviews: (reviews.get(pull.number) ?? []).filter(
        ({ user }) => isHuman(user) && user?.login !== pull.user?.login,
      ),
    }));
  });
}

/** Hours from ready to merged, of people's pull requests merged in [from, to). */
export function cycleHours(pulls: readonly MeasuredPull[], from: number, to: number): number[] {
  return pulls.flatMap(({ pull, readyAt, mergedAt }) => {
    const inside = mergedAt !== null && mergedAt >= from && mergedAt < to;
    return inside && readyAt !== null && isHuman(pull.user)
      ? [(mergedAt - readyAt) / 3_600_000]
      : [];
  });
}

/** The share of each login in all (person, pull request) pairs with a review in [from, to). */
export function reviewShares(
  pulls: readonly MeasuredPull[],
  from: number,
  to: number,
): Map<string, number> {
  const pairs = new Map<string, number>();
  let all = 0;
  for (const { reviews } of pulls) {
    const inside = reviews.filter(({ submitted_at }) => {
      const at = Date.parse(submitted_at ?? '');
      return at >= from && at < to;
    });
    for (const login of new Set(inside.map(({ user }) => user?.login ?? ''))) {
      pairs.set(login, (pairs.get(login) ?? 0) + 1);
      all += 1;
    }
  }
  return new Map([...pairs].map(([login, count]) => [login, count / all]));
}

export function incidentTimes(world: World): number[] {
  return world.repositories.flatMap(({ issues }) =>
    issues
      .filter(({ labels }) => labels.some(({ name }) => name === 'incident'))
      .map((issue) => Date.parse(issue.created_at)),
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

function groupByNumber(reviews: readonly WorldReview[]): Map<number, WorldReview[]> {
  const groups = new Map<number, WorldReview[]>();
  for (const review of reviews) {
    const group = groups.get(review.pull_number) ?? [];
    group.push(review);
    groups.set(review.pull_number, group);
  }
  return groups;
}
