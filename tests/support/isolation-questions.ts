import { compareDimensions } from '@bellwether/shared/cycle-time/compare.terms';
import type { TeamWorld } from './two-teams.ts';

export const OURS = 'harbour';
export const THEIRS = 'zebra';

/** What is asked about: two teams, and what each of them wrote down. */
export type AskedWorld = {
  ours: TeamWorld;
  theirs: TeamWorld;
  incidentIds: string[];
  agreementIds: string[];
  /** By the mark of the team that they are about. */
  interventionIds: Readonly<Record<string, string>>;
};

export const march = { from: '2026-03-01', to: '2026-04-01' };
const nowhere = { repositories: [], authors: [], baseBranches: [], labels: [] };

type Inputs = (world: AskedWorld) => Record<string, unknown>[];
const nothing: Inputs = () => [{}];
const eachRepository: Inputs = ({ ours, theirs }) => [
  { repositoryId: null },
  { repositoryId: ours.repositoryId },
  { repositoryId: theirs.repositoryId },
];

/** Filters that name nothing, what is ours, and what is theirs (by ids, which hold no names). */
const filters = ({ ours, theirs }: AskedWorld) => [
  march,
  { ...march, repositories: [ours.repositoryId] },
  { ...march, repositories: [theirs.repositoryId] },
  { ...march, repositories: [ours.sharedId] },
];
const charts: Inputs = (world) =>
  filters(world).flatMap((filter) => [
    { filter, metric: 'review-cycle', bucket: 'day' },
    { filter, metric: 'lead-time', bucket: 'month' },
  ]);

const loads: Inputs = (world) => filters(world).map((filter) => ({ filter, bucket: 'week' }));

/** Good questions for everything that can be asked; `control`: whether an admin's answer names the other team. */
export const QUESTIONS: Readonly<Record<string, { inputs: Inputs; control: boolean }>> = {
  'access.entrance': { inputs: nothing, control: false },
  'access.me': { inputs: nothing, control: false },
  'access.describeLink': { inputs: () => [{ token: 'x'.repeat(43) }], control: false },
  'access.changes': { inputs: nothing, control: false },
  'access.sessions': { inputs: nothing, control: false },
  'access.methods': { inputs: nothing, control: false },
  'access.secondFactor.status': { inputs: nothing, control: false },
  'audit.list': { inputs: () => [{ filter: {}, limit: 50 }], control: false },
  'connections.list': { inputs: nothing, control: true },
  'connections.availableRepositories': { inputs: connectionInputs, control: false },
  'connections.removalPreview': { inputs: connectionInputs, control: false },
  'syncStatus.overview': { inputs: nothing, control: true },
  'syncStatus.live': { inputs: nothing, control: true },
  'syncStatus.dataChanges': { inputs: nothing, control: false },
  'syncStatus.points': { inputs: nothing, control: true },
  'syncStatus.webhooks': { inputs: nothing, control: true },
  'syncStatus.removalPreview': {
    inputs: (world) => [{ repositoryId: world.theirs.repositoryId }],
    control: true,
  },
  'jobs.list': { inputs: nothing, control: true },
  'pullRequests.list': {
    inputs: (world) =>
      filters(world).flatMap((filter) => [
        { filter, by: 'createdAt' },
        { filter, by: 'mergedAt', search: 'change', sort: 'author' },
      ]),
    control: true,
  },
  'pullRequests.detail': {
    inputs: (world) => [
      ...[world.ours, world.theirs].flatMap(({ mergedId, openId }) => [
        { id: mergedId },
        { id: openId },
      ]),
    ],
    control: true,
  },
  'pullRequests.filterChoices': { inputs: nothing, control: true },
  'cycleTime.annotations': {
    inputs: (world) => filters(world).map(({ from, to, ...named }) => ({ from, to, ...named })),
    control: false,
  },
  'cycleTime.overview': { inputs: charts, control: true },
  'cycleTime.durations': { inputs: charts, control: false },
  'cycleTime.stageTrends': {
    inputs: (world) => filters(world).map((filter) => ({ filter, bucket: 'month' })),
    control: false,
  },
  'cycleTime.pickupCurve': {
    inputs: (world) => filters(world).map((filter) => ({ filter })),
    control: false,
  },
  'cycleTime.week': {
    inputs: (world) => filters(world).map((filter) => ({ filter, zone: 'Europe/Berlin' })),
    control: false,
  },
  'cycleTime.compare': {
    inputs: (world) =>
      filters(world).flatMap((filter) =>
        compareDimensions.map((by) => ({ filter, by, metric: 'review-cycle', bucket: 'month' })),
      ),
    control: true,
  },
  'cycleTime.whatChanged': {
    inputs: (world) =>
      [...filters(world), { ...march, from: '2026-03-08' }].map((filter) => ({ filter })),
    control: false,
  },
  'cycleTime.turnaround': {
    inputs: (world) => filters(world).map((filter) => ({ filter })),
    control: false,
  },
  'cycleTime.rework': {
    inputs: (world) => filters(world).map((filter) => ({ filter })),
    control: false,
  },
  'cycleTime.behind': {
    inputs: (world) =>
      filters(world).flatMap((filter) => [
        { filter, behind: { kind: 'excluded', name: 'Somebody' } },
        { filter, behind: { kind: 'excluded', name: 'bot' } },
        { filter, behind: { kind: 'approval-stale' } },
        { filter, behind: { kind: 'over-objections' } },
      ]),
    control: false,
  },
  'cycleTime.scatter': { inputs: charts, control: true },
  'cycleTime.waiting': {
    inputs: (world) => [nowhere, { ...nowhere, repositories: [world.ours.sharedId] }],
    control: true,
  },
  'cycleTime.reviewCoverage': {
    inputs: (world) => filters(world).map((filter) => ({ filter, bucket: 'week' })),
    control: true,
  },
  'delivery.overview': { inputs: loads, control: true },
  'delivery.list': {
    inputs: (world) =>
      filters(world).flatMap((filter) =>
        ['counted', 'failed', 'suspected', 'remedies', 'left-out'].map((which) => ({
          ...{ filter, which },
        })),
      ),
    control: true,
  },
  'delivery.inbox': {
    inputs: (world) => filters(world).map((filter) => ({ filter })),
    control: true,
  },
  'delivery.settings': { inputs: nothing, control: false },
  'reviewLoad.overview': { inputs: loads, control: true },
  'reviewLoad.patterns': { inputs: loads, control: true },
  'reviewLoad.queue': {
    inputs: (world) => [nowhere, { ...nowhere, repositories: [world.ours.sharedId] }],
    control: true,
  },
  'reviewLoad.areas': { inputs: loads, control: true },
  'reviewLoad.whatIf': {
    inputs: (world) =>
      [...world.ours.people, ...world.theirs.people].map(({ personId }) => ({
        ...{ filter: march, person: personId, days: 10 },
      })),
    control: true,
  },
  'reviewLoad.behind': {
    inputs: (world) => [
      ...filters(world).map((filter) => ({ filter })),
      ...[...world.ours.people, ...world.theirs.people].flatMap(({ personId }) => [
        { filter: march, reviewer: personId },
        { filter: march, author: personId },
      ]),
    ],
    control: true,
  },
  'reviewLoad.lead': {
    inputs: (world) =>
      [null, world.ours.teamId, world.theirs.teamId].map((teamId) => ({ filter: march, teamId })),
    control: true,
  },
  'reviewLoad.suggest': {
    inputs: (world) =>
      [world.ours, world.theirs].flatMap(({ openId, mergedId }) => [
        { pullRequestId: openId },
        { pullRequestId: mergedId },
      ]),
    control: true,
  },
  'definitions.overview': { inputs: nothing, control: true },
  'definitions.derivation': { inputs: nothing, control: false },
  'definitions.holidayRegions': { inputs: nothing, control: false },
  'definitions.publicHolidays': { inputs: () => [{ region: 'DE-BE' }], control: false },
  'definitions.idle': { inputs: () => [{ days: 1 }], control: true },
  'definitions.disputes.list': {
    inputs: (world) =>
      [null, world.ours.openId, world.theirs.openId].map((pullRequestId) => ({ pullRequestId })),
    control: true,
  },
  'definitions.accounts': { inputs: () => [{}, { search: 'person' }], control: true },
  'deployments.rules': { inputs: nothing, control: true },
  'deployments.list': { inputs: eachRepository, control: true },
  'deployments.preview': {
    inputs: (world) =>
      eachRepository(world).map((one) => ({
        ...one,
        rule: {
          ...{ kind: 'github-deployment', environments: ['*'], workflowName: null },
          ...{ includePrereleases: false, countRedeploys: false },
        },
      })),
    control: true,
  },
  'incidents.rules': { inputs: nothing, control: true },
  'incidents.list': { inputs: eachRepository, control: true },
  'incidents.trends': {
    inputs: (world) => [
      ...filters(world).map(({ from, to, ...choice }) => ({ from, to, ...choice, bucket: 'week' })),
      ...[world.ours, world.theirs].map(({ handle }) => ({ ...march, teams: [handle] })),
      { ...march, services: [`${THEIRS}-service`] },
    ],
    control: true,
  },
  'incidents.behind': {
    inputs: (world) => [
      ...filters(world),
      { ...march, part: 'without-restore' },
      ...[world.ours, world.theirs].map(({ handle }) => ({ ...march, teams: [handle] })),
    ],
    control: true,
  },
  'incidents.detail': {
    inputs: (world) => world.incidentIds.map((incidentId) => ({ incidentId })),
    control: true,
  },
  'incidents.preview': {
    inputs: (world) =>
      eachRepository(world).map((one) => ({
        ...one,
        rule: { labels: ['*'], severities: [], services: [], exclusions: [] },
      })),
    control: true,
  },
  'agreements.overview': { inputs: nothing, control: true },
  'agreements.breaches': {
    inputs: (world) => world.agreementIds.map((agreementId) => ({ agreementId })),
    control: true,
  },
  'agreements.preview': {
    inputs: (world) =>
      [world.ours, world.theirs].map(({ teamId }) => ({
        ...{ teamId, metric: 'pickup', clock: 'wall', targetShare: 0.85, withinSeconds: 3_600 },
        ...{ headsUpShare: null, repositoryIds: [] },
      })),
    control: false,
  },
  'people.list': { inputs: nothing, control: true },
  'people.suggestions': { inputs: nothing, control: false },
  'people.changes': { inputs: nothing, control: false },
  'people.codeOwners': { inputs: nothing, control: true },
  'people.ownersOf': {
    inputs: (world) =>
      [world.ours.repositoryId, world.ours.sharedId, world.theirs.repositoryId].flatMap(
        (repositoryId) => [OURS, THEIRS].map(() => ({ repositoryId, path: 'some/where.ts' })),
      ),
    control: true,
  },
  'people.teams.list': { inputs: nothing, control: true },
  'people.teams.removal': {
    inputs: (world) => [{ teamId: world.ours.teamId }, { teamId: world.theirs.teamId }],
    control: false,
  },
  'people.profile.get': {
    inputs: (world) =>
      [...world.ours.people.slice(0, 2), ...world.theirs.people.slice(0, 1)].map(
        ({ personId }) => ({
          personId,
        }),
      ),
    control: true,
  },
  'people.notes.list': {
    inputs: (world) => world.theirs.people.slice(0, 1).map(({ personId }) => ({ personId })),
    control: false,
  },
  'people.notes.readerChoices': { inputs: nothing, control: false },
  'interventions.overview': { inputs: nothing, control: true },
  'interventions.effect': {
    inputs: (world) =>
      [OURS, THEIRS].flatMap((mark) => [
        { interventionId: world.interventionIds[mark] },
        { interventionId: world.interventionIds[mark], metric: 'incident-rate', weeks: 1 },
      ]),
    control: true,
  },
  'interventions.notes': { inputs: () => [march], control: true },
  'savedViews.list': { inputs: nothing, control: false },
  'signInSettings.list': { inputs: nothing, control: false },
  'members.list': { inputs: nothing, control: true },
  'tokens.list': { inputs: nothing, control: false },
  'GET /openapi.json': { inputs: nothing, control: false },
  'GET /sync': { inputs: nothing, control: true },
  'GET /pull-requests.csv': {
    inputs: () => [{ by: 'createdAt' }, { by: 'mergedAt', ...march }, { search: 'change' }],
    control: true,
  },
  'GET /metrics/incident-rate': {
    inputs: () => [
      { ...march, bucket: 'day' },
      { ...march, bucket: 'month' },
    ],
    control: false,
  },
  'GET /metrics/deployment-frequency': {
    inputs: () => [
      { ...march, bucket: 'day' },
      { ...march, bucket: 'month' },
    ],
    control: false,
  },
  'GET /metrics/change-failure': {
    inputs: () => [
      { ...march, bucket: 'day' },
      { ...march, bucket: 'month' },
    ],
    control: false,
  },
  'GET /metrics/recovery-time': {
    inputs: () => [
      { ...march, bucket: 'day' },
      { ...march, bucket: 'month' },
    ],
    control: false,
  },
  'GET /metrics/:name': {
    inputs: () => [
      { ...march, bucket: 'day' },
      { ...march, bucket: 'month' },
    ],
    control: false,
  },
  'GET /review-load': { inputs: () => [march], control: true },
  'GET /audit.csv': { inputs: nothing, control: false },
};

function connectionInputs(): Record<string, unknown>[] {
  return [{ connectionId: '00000000-0000-4000-8000-000000000000' }];
}
