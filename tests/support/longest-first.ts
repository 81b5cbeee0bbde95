import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Projects from the one with the longest files to the one with the shortest: those fill what is left at the end. */
const PROJECTS = [
  'reliability',
  'e2e',
  'architecture',
  'integration-pglite',
  'integration-postgres',
  'recorded',
  'unit',
];

/** Files that take longer than any other of their project, the longest first. */
const LONG = [
  'kill-backfill-embedded',
  'kill-backfill-postgres',
  'backup-commands',
  'attacks',
  'sample-team',
  'delivery',
  'cycle-time-deep',
  'review-load',
  'access-sign-in',
  'new-slice',
  'sync-replay',
];

/** One worker must not be left alone with the longest file. Files of a project stay together: they share what is loaded. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankProject(a) - rankProject(b) || rankFile(a) - rankFile(b));
  }
}

function rankProject({ project }: TestSpecification): number {
  const rank = PROJECTS.indexOf(project.name);
  return rank === -1 ? PROJECTS.length : rank;
}

function rankFile({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return rank === -1 ? LONG.length : rank;
}
