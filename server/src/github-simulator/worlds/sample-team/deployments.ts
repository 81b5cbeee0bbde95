import type { WorldDeployment } from '../../world.types.ts';
import { releaseBot, toUser } from './accounts.ts';
import { drawStagingLead } from './deployment-slots.ts';
import type { History } from './history.ts';
import type { Identifiers } from './identifiers.ts';
import { formatInstant, MINUTE, SECOND, toSecond } from './instants.ts';
import { DEFAULT_BRANCH } from './moments.ts';
import type { Random } from './random.ts';

type Environment = 'staging' | 'production';

/** One run: what was sent where, and how it ended. */
type Run = {
  environment: Environment;
  sha: string;
  at: number;
  finishedAt: number;
  outcome: 'success' | 'failure';
  note: string;
};

function run(environment: Environment, sha: string, at: number, note: string, random: Random): Run {
  const finishedAt = toSecond(at + random.between(2.5, 9) * MINUTE);
  return { environment, sha, at, finishedAt, outcome: 'success', note };
}

/** One release: to staging, then to production; now and then it fails there first. */
function release(at: number, sha: string, index: number, urgent: boolean, random: Random): Run[] {
  const lead = urgent ? 6 * MINUTE : drawStagingLead(random);
  const runs = [run('staging', sha, at - lead, 'release', random)];
  const production = run('production', sha, at, urgent ? 'urgent release' : 'release', random);
  if (index % 17 === 9 && !urgent) {
    runs.push({ ...production, outcome: 'failure', finishedAt: at + 3 * MINUTE });
    const again = toSecond(at + random.between(20, 55) * MINUTE);
    runs.push(run('production', sha, again, 'second try', random));
  } else {
    runs.push(production);
  }
  if (index % 29 === 20) {
    const later = toSecond(at + random.between(70, 160) * MINUTE);
    runs.push(run('production', sha, later, 'changed configuration', random));
  }
  return runs;
}

export type Start = { at: number; why: 'slot' | 'urgent' | 'rollback' };

/** How long before the start in production the version is taken from the default branch. */
const CUT_BEFORE = { slot: 66 * MINUTE, urgent: 7 * MINUTE };

/**
 * What reaches staging and production: at each slot whatever has been merged since the last release, hasty fixes at
 * once, and the version before where something is rolled back.
 */
export function planRuns(history: History, starts: readonly Start[], random: Random): Run[] {
  const runs: Run[] = [];
  const released: number[] = [];
  for (const { at, why } of [...starts].sort((a, b) => a.at - b.at)) {
    if (why === 'rollback') {
      const before = released.at(-2);
      if (before !== undefined) {
        runs.push(run('production', history.shaAfter(before), at, 'rollback', random));
      }
      continue;
    }
    const length = history.lengthBefore(at - CUT_BEFORE[why]);
    if (length > (released.at(-1) ?? 0)) {
      const sha = history.shaAfter(length);
      runs.push(...release(at, sha, released.length, why === 'urgent', random));
      released.push(length);
    }
  }
  return runs.sort((a, b) => a.at - b.at);
}

function statusesOf(
  { at, finishedAt, outcome }: Run,
  replacedAt: number | null,
): { state: string; at: number }[] {
  const statuses = [
    { state: 'queued', at },
    { state: 'in_progress', at: at + 8 * SECOND },
    { state: outcome, at: finishedAt },
  ];
  if (outcome === 'success' && replacedAt !== null) {
    statuses.push({ state: 'inactive', at: replacedAt });
  }
  return statuses;
}

/** When the next success on the same environment takes this one's place; null if none does. */
function replacedAtOf(subject: Run, runs: readonly Run[]): number | null {
  const next = runs.find(
    (other) =>
      other.environment === subject.environment &&
      other.outcome === 'success' &&
      other.finishedAt > subject.finishedAt,
  );
  return next?.finishedAt ?? null;
}

/** Newest first, as GitHub lists them; statuses too. Nothing from the end of the world on. */
export function toWorldDeployments(
  runs: readonly Run[],
  endsAt: number,
  ids: Identifiers,
): WorldDeployment[] {
  const deployments = runs
    .filter((subject) => subject.at < endsAt)
    .map((subject): WorldDeployment => {
      const { environment } = subject;
      const statuses = statusesOf(subject, replacedAtOf(subject, runs)).filter(
        (s) => s.at < endsAt,
      );
      return {
        ...ids.next('deployment'),
        sha: subject.sha,
        ref: DEFAULT_BRANCH,
        task: 'deploy',
        environment,
        original_environment: environment,
        production_environment: environment === 'production',
        created_at: formatInstant(subject.at),
        updated_at: formatInstant(Math.max(...statuses.map((status) => status.at))),
        creator: toUser(releaseBot),
        description: subject.note,
        statuses: statuses
          .map(({ state, at }) => ({
            id: ids.next('deploymentStatus').id,
            state,
            created_at: formatInstant(at),
            environment,
          }))
          .reverse(),
      };
    });
  return deployments.reverse();
}
