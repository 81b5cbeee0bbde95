/** What a file can be that makes a change to it harder to judge (B10). */
export const sensitiveAreas = [
  'public-api',
  'contract',
  'migration',
  'auth',
  'infrastructure',
] as const;

export type SensitiveArea = (typeof sensitiveAreas)[number];

/** By which paths an area is known; everything in lower case. One that fits is enough. */
export type AreaPaths = {
  /** Folders at any depth. */
  folders: readonly string[];
  /** Whole file names. */
  names: readonly string[];
  nameEndings: readonly string[];
  /** Words of a file's name: `user-login.ts` and `userLogin.ts` both hold `login`. */
  words: readonly string[];
};

/** How complexity is added up, and how much review it asks for (B10). All weights are points. */
export type ComplexityRules = {
  /** Points for each doubling of the size: weight × log2(1 + size). */
  sizeWeight: number;
  /** Points for each top-level module that is touched. */
  moduleWeight: number;
  /** Folders whose own folders are the modules, as `packages/client`. In lower case. */
  moduleRoots: readonly string[];
  /** Points for each area that is touched, however many of its files are. */
  areaWeights: Readonly<Record<SensitiveArea, number>>;
  areas: Readonly<Record<SensitiveArea, AreaPaths>>;
  /** Points for a manifest that changed together with its lock file. */
  dependencyWeight: number;
  /** Each manifest's name with the names of its lock files, in lower case. */
  dependencyFiles: Readonly<Record<string, readonly string[]>>;
  /** What the moment adds: see `readSurroundings`. */
  surroundings: {
    /** Points for files that at most `fewPeople` people changed, in at least `fewestChanges` pull requests before. */
    fewPeopleWeight: number;
    fewPeople: number;
    fewestChanges: number;
    /** Points for an incident that was open in the repository. */
    incidentWeight: number;
  };
  /** From so many points on a change asks for a standard or a deep review; below, for a light one. */
  tierFrom: { standard: number; deep: number };
};

const none = { folders: [], names: [], nameEndings: [], words: [] };

export const defaultComplexityRules: ComplexityRules = {
  sizeWeight: 1,
  moduleWeight: 1,
  moduleRoots: ['src', 'packages', 'apps', 'libs', 'services', 'crates', 'modules', 'plugins'],
  areaWeights: { 'public-api': 2, contract: 3, migration: 3, auth: 3, infrastructure: 2 },
  areas: {
    'public-api': {
      ...none,
      folders: ['api', 'apis', 'public-api', 'sdk'],
      nameEndings: ['.d.ts'],
    },
    contract: {
      folders: ['contracts', 'openapi', 'proto', 'protos', 'schemas'],
      names: ['openapi.json', 'openapi.yaml', 'openapi.yml', 'swagger.json', 'swagger.yaml'],
      nameEndings: ['.avsc', '.graphql', '.graphqls', '.proto', '.thrift', '.wsdl', '.xsd'],
      words: ['asyncapi'],
    },
    migration: {
      ...none,
      folders: ['alembic', 'flyway', 'liquibase', 'migrate', 'migration', 'migrations'],
      nameEndings: ['.sql'],
    },
    auth: {
      ...none,
      folders: ['access', 'auth', 'authentication', 'authorization', 'oauth', 'security'],
      words: ['auth', 'credentials', 'jwt', 'login', 'oauth', 'password', 'permissions', 'saml'],
    },
    infrastructure: {
      folders: [
        '.circleci',
        '.github',
        'ansible',
        'helm',
        'infra',
        'k8s',
        'kubernetes',
        'terraform',
      ],
      names: ['.gitlab-ci.yml', 'containerfile', 'jenkinsfile'],
      nameEndings: ['.dockerfile', '.tf', '.tfvars'],
      words: ['dockerfile', 'docker'],
    },
  },
  dependencyWeight: 2,
  dependencyFiles: {
    'package.json': [
      'package-lock.json',
      'npm-shrinkwrap.json',
      'yarn.lock',
      'pnpm-lock.yaml',
      'bun.lock',
      'bun.lockb',
    ],
    'deno.json': ['deno.lock'],
    'cargo.toml': ['cargo.lock'],
    gemfile: ['gemfile.lock'],
    'composer.json': ['composer.lock'],
    'pyproject.toml': ['poetry.lock', 'uv.lock', 'pdm.lock'],
    pipfile: ['pipfile.lock'],
    'go.mod': ['go.sum'],
    'go.work': ['go.work.sum'],
    'flake.nix': ['flake.lock'],
    'mix.exs': ['mix.lock'],
    'pubspec.yaml': ['pubspec.lock'],
    podfile: ['podfile.lock'],
    'package.swift': ['package.resolved'],
    'build.gradle': ['gradle.lockfile'],
    'build.gradle.kts': ['gradle.lockfile'],
  },
  surroundings: { fewPeopleWeight: 2, fewPeople: 2, fewestChanges: 3, incidentWeight: 3 },
  tierFrom: { standard: 8, deep: 12 },
};
