import type { World } from '../../world.types.ts';
import { assembleRepository } from './assemble-repository.ts';
import { planBotPulls } from './bot-pulls.ts';
import { planDeploymentSlots } from './deployment-slots.ts';
import type { Start } from './deployments.ts';
import { createIdentifiers } from './identifiers.ts';
import { type Incident, planIncidents } from './incidents.ts';
import { formatInstant, MINUTE } from './instants.ts';
import { planIssues } from './issues.ts';
import { mergedAtOf, type PullDraft } from './moments.ts';
import { planPulls } from './plan-pulls.ts';
import { tellPullLife } from './pull-life.ts';
import { createRandom, type Random } from './random.ts';
import { type RepositorySketch, repositorySketches } from './repositories.ts';
import { type SampleTeamOptions, type StoryClock, storyClock } from './story.ts';
import { sampleTeams } from './teams.ts';
import { planWaitingPulls } from './waiting-pulls.ts';

/** From the merge of a hasty fix to its deployment. */
const URGENT_AFTER = 11 * MINUTE;

/** Whether the pull request is seen at all: it was not over before the story starts, and exists before it ends. */
function isSeen(draft: PullDraft, clock: StoryClock): boolean {
  const over = draft.moments.find(({ kind }) => kind === 'merge') ?? lastClose(draft);
  return draft.createdAt < clock.endsAt && (over === undefined || over.at >= clock.startsAt);
}

function lastClose(draft: PullDraft): PullDraft['moments'][number] | undefined {
  return draft.moments.findLast(({ kind }) => kind === 'close');
}

function planIncidentsOf(
  pulls: readonly PullDraft[],
  slots: ReadonlyMap<RepositorySketch, readonly number[]>,
  clock: StoryClock,
  seed: Random,
): Incident[] {
  const merges = pulls
    .filter((draft) => draft.author.type === 'User' && !draft.author.login.endsWith('-bot'))
    .flatMap((draft) => {
      const at = mergedAtOf(draft, clock.endsAt);
      return at === null ? [] : [{ at, draft }];
    })
    .sort((a, b) => a.at - b.at || (a.draft.key < b.draft.key ? -1 : 1));
  return planIncidents(merges, (repository) => slots.get(repository) ?? [], clock, seed);
}

/** When the repository is deployed: at its slots, and where an incident asks for it. */
function startsOf(
  sketch: RepositorySketch,
  slots: readonly number[],
  incidents: readonly Incident[],
  clock: StoryClock,
): Start[] {
  const own = incidents.filter(({ issue }) => issue.repository === sketch);
  const urgent = own.flatMap(({ remedy }) => {
    const mergedAt = remedy && mergedAtOf(remedy, clock.endsAt);
    return mergedAt === null ? [] : [{ at: mergedAt + URGENT_AFTER, why: 'urgent' } as const];
  });
  const rollbacks = own.flatMap(({ rolledBackAt: at }) =>
    at === null ? [] : [{ at, why: 'rollback' } as const],
  );
  return [...slots.map((at) => ({ at, why: 'slot' }) as const), ...urgent, ...rollbacks];
}

/**
 * The sample team: nine months of a team of nine that ends at `endsAt`, in GitHub's REST field names.
 * The same seed and end give the same world, byte for byte. Everything in it lies before `endsAt` (cut to the second).
 * `sampleTeamStory` names what changes in it and when.
 */
export function generateSampleTeam(options: SampleTeamOptions): World {
  const clock = storyClock(options);
  const seed = createRandom(`sample-team/${options.seed}`);
  const slots = new Map(
    repositorySketches.map((sketch) => [sketch, planDeploymentSlots(sketch, clock, seed)] as const),
  );
  const teamPulls = planPulls(clock, seed)
    .map((plan) => tellPullLife(plan, clock))
    .filter((draft) => isSeen(draft, clock));
  const incidents = planIncidentsOf(teamPulls, slots, clock, seed);
  const remedies = incidents.flatMap(({ remedy }) => remedy ?? []);
  const pulls = [
    ...teamPulls,
    ...planWaitingPulls(clock, seed),
    ...planBotPulls(clock, seed),
    ...remedies,
  ].filter((draft) => isSeen(draft, clock));
  const issues = [...planIssues(teamPulls, clock, seed), ...incidents.map(({ issue }) => issue)];
  const ids = createIdentifiers();
  return {
    name: 'sample-team',
    endsAt: formatInstant(clock.endsAt),
    teams: [...sampleTeams],
    repositories: repositorySketches.map((sketch) =>
      assembleRepository(
        {
          sketch,
          pulls: pulls.filter((draft) => draft.repository === sketch),
          issues: issues.filter((draft) => draft.repository === sketch),
          starts: startsOf(sketch, slots.get(sketch) ?? [], incidents, clock),
        },
        clock,
        ids,
        seed,
      ),
    ),
  };
}
