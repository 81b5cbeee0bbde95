import type { World, WorldRepository } from '@bellwether/server/github-simulator/world.types';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { addPull, at, toDeployment, toIncident } from './golden-builders.ts';
import { goldenOrganization, lena, mira, olu } from './golden-people.ts';
import { goldenPulls } from './golden-pulls.ts';
import { worldToHistories } from './world-to-histories.ts';

export const goldenRepositoryName = 'lighthouse/ferry';

/** The world's "now": what is open still waits then. */
export const goldenNow = at('04-03 12:00');

/** Five deployments that finished in production, one to staging, and one that failed. README.md says what each is for. */
const deployments = [
  [
    'production',
    101,
    '03-20 14:50',
    [
      ['success', '03-20 15:00'],
      ['inactive', '03-24 10:00'],
    ],
  ],
  [
    'production',
    105,
    '03-24 09:50',
    [
      ['success', '03-24 10:00'],
      ['inactive', '03-26 09:30'],
    ],
  ],
  ['staging', 108, '03-25 15:50', [['success', '03-25 16:00']]],
  ['Prod', 108, '03-25 16:30', [['failure', '03-25 16:40']]],
  [
    'prod',
    108,
    '03-26 09:20',
    [
      ['success', '03-26 09:30'],
      ['inactive', '03-26 10:00'],
    ],
  ],
  [
    'prod',
    108,
    '03-26 09:50',
    [
      ['success', '03-26 10:00'],
      ['inactive', '03-30 07:00'],
    ],
  ],
  ['production', 111, '03-30 06:50', [['success', '03-30 07:00']]],
] as const;

/** A new copy of the repository each time, so that a test may change it. */
export function buildGoldenRepository(): WorldRepository {
  const repository: WorldRepository = {
    full_name: goldenRepositoryName,
    id: 7300,
    node_id: 'R_golden_ferry',
    private: false,
    archived: false,
    fork: false,
    default_branch: 'main',
    created_at: at('01-05 09:00'),
    pushed_at: at('03-29 22:30'),
    owner: goldenOrganization,
    gitattributes: '*.png binary\napi/gen/** linguist-generated\n',
    pulls: [],
    reviews: [],
    reviewComments: [],
    issueComments: [],
    commits: [],
    files: [],
    timeline: [],
    issues: [
      toIncident(120, 'Fares are charged twice', olu, at('03-24 10:40'), at('03-24 12:10')),
      toIncident(121, 'Timetable is empty', lena, at('03-26 16:00'), at('03-26 17:00')),
    ],
    deployments: deployments.map(([environment, pull, createdAt, statuses], index) =>
      toDeployment({
        id: 7401 + index,
        environment,
        pull,
        createdAt: at(createdAt),
        creator: mira,
        statuses: statuses.map(([state, instant]) => [state, at(instant)]),
      }),
    ),
  };
  for (const pull of goldenPulls) {
    addPull(repository, pull);
  }
  return repository;
}

/** The golden week as the simulator serves it. */
export function buildGoldenWorld(): World {
  return { name: 'golden-week', endsAt: goldenNow, repositories: [buildGoldenRepository()] };
}

/** The golden week as the input of the facts. */
export function buildGoldenHistories(): PullRequestHistory[] {
  const repository = buildGoldenRepository();
  return worldToHistories({
    ...repository,
    repository: repository.full_name,
    defaultBranch: repository.default_branch,
  });
}
