/** One repository of the organisation: its words and its places. */
export type RepositorySketch = {
  name: string;
  /** How titles are written there. */
  titleStyle: 'sentence' | 'conventional' | 'bracketed';
  /** Share of the team's pull requests. */
  weight: number;
  id: number;
  /** What pull requests are about: the words in a title, and the area in a path. */
  areas: readonly (readonly [subject: string, area: string])[];
  /** Top folders, and what lies in them. */
  places: readonly (readonly [folder: string, extensions: readonly string[]])[];
  lockFile: string;
  snapshotPath: string;
  generatedPath: string;
  gitattributes: string;
  releaseBranch: string;
  /** Production deployments: weekdays (0 = Monday) and times in Berlin, before and after the change. */
  slotsBefore: readonly (readonly [weekday: number, hour: number])[];
  slotsAfter: readonly (readonly [weekday: number, hour: number])[];
};

const web: RepositorySketch = {
  name: 'lending-web',
  titleStyle: 'sentence',
  weight: 0.44,
  id: 610_440_001,
  areas: [
    ['loan list', 'loans'],
    ['reservation form', 'reservations'],
    ['member profile', 'members'],
    ['branch picker', 'branches'],
    ['catalogue search', 'catalogue'],
    ['pickup calendar', 'pickups'],
    ['waitlist banner', 'waitlist'],
    ['deposit dialog', 'deposits'],
    ['kiosk screen', 'kiosk'],
    ['inventory table', 'inventory'],
    ['notification centre', 'notifications'],
    ['settings page', 'settings'],
    ['barcode scanner', 'scanner'],
    ['opening hours editor', 'opening-hours'],
    ['damage report form', 'damage-reports'],
    ['checkout drawer', 'checkout'],
  ],
  places: [
    ['src/features', ['tsx', 'ts', 'test.tsx', 'css']],
    ['src/pages', ['tsx', 'test.tsx']],
    ['src/hooks', ['ts', 'test.ts']],
    ['src/lib', ['ts', 'test.ts']],
    ['tests', ['spec.ts']],
  ],
  lockFile: 'pnpm-lock.yaml',
  snapshotPath: 'src/__snapshots__/screens.test.tsx.snap',
  generatedPath: 'src/api-client/operations.ts',
  gitattributes: '* text=auto\nsrc/api-client/** linguist-generated=true\n',
  releaseBranch: 'release/kiosk-3',
  slotsBefore: [
    [0, 15],
    [1, 11],
    [2, 15],
    [3, 11],
    [4, 10.5],
  ],
  slotsAfter: [
    [0, 11],
    [0, 16],
    [1, 11],
    [1, 16],
    [2, 11],
    [2, 16],
    [3, 11],
    [3, 16],
    [4, 11],
  ],
};

const api: RepositorySketch = {
  name: 'lending-api',
  titleStyle: 'conventional',
  weight: 0.36,
  id: 610_440_002,
  areas: [
    ['loan renewal', 'loans'],
    ['reservation queue', 'reservations'],
    ['member import', 'members'],
    ['deposit ledger', 'deposits'],
    ['pickup reminders', 'reminders'],
    ['catalogue index', 'catalogue'],
    ['webhook delivery', 'webhooks'],
    ['session store', 'sessions'],
    ['branch timetable', 'branches'],
    ['audit trail', 'audit'],
    ['rate limiter', 'http'],
    ['search endpoint', 'search'],
    ['export job', 'exports'],
    ['payment callback', 'payments'],
    ['photo upload', 'photos'],
    ['waitlist promotion', 'waitlist'],
  ],
  places: [
    ['src/modules', ['ts', 'test.ts', 'sql']],
    ['src/jobs', ['ts', 'test.ts']],
    ['src/http', ['ts']],
    ['test', ['spec.ts']],
  ],
  lockFile: 'package-lock.json',
  snapshotPath: 'test/__snapshots__/openapi.test.ts.snap',
  generatedPath: 'src/schema/types.ts',
  gitattributes: '*.sql linguist-detectable\nsrc/schema/** linguist-generated\n',
  releaseBranch: 'release/2.x',
  slotsBefore: [
    [0, 14],
    [1, 14],
    [2, 14],
    [3, 14],
  ],
  slotsAfter: [
    [0, 10],
    [0, 15],
    [1, 10],
    [1, 15],
    [2, 10],
    [2, 15],
    [3, 10],
    [3, 15],
    [4, 10],
  ],
};

const platform: RepositorySketch = {
  name: 'lending-platform',
  titleStyle: 'bracketed',
  weight: 0.2,
  id: 610_440_003,
  areas: [
    ['staging cluster', 'cluster'],
    ['nightly backup', 'backup'],
    ['log pipeline', 'logging'],
    ['image build', 'images'],
    ['preview environments', 'previews'],
    ['secret rotation', 'secrets'],
    ['alert routing', 'alerts'],
    ['database failover', 'database'],
    ['edge cache rules', 'edge'],
    ['deploy pipeline', 'pipeline'],
    ['metrics retention', 'metrics'],
    ['queue workers', 'workers'],
    ['certificate renewal', 'certificates'],
    ['object storage', 'storage'],
    ['cost report', 'costs'],
    ['runner pool', 'runners'],
  ],
  places: [
    ['modules', ['tf', 'md']],
    ['environments', ['tf', 'yaml']],
    ['charts', ['yaml']],
    ['checks', ['sh', 'yaml']],
  ],
  lockFile: 'go.sum',
  snapshotPath: 'checks/__snapshots__/plan.snap',
  generatedPath: 'charts/rendered/all.yaml',
  gitattributes: 'charts/rendered/** linguist-generated=true\n',
  releaseBranch: 'release/blue',
  slotsBefore: [
    [1, 10],
    [3, 10],
  ],
  slotsAfter: [
    [0, 13],
    [1, 10],
    [2, 13],
    [3, 10],
  ],
};

export const repositorySketches: readonly RepositorySketch[] = [web, api, platform];

export const repositoryNames: readonly string[] = repositorySketches.map((sketch) => sketch.name);
