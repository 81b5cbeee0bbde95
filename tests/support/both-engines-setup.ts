import type { TestProject } from 'vitest/node';
import './database-setup.types.ts';
import { shareEmbeddedTemplate, sharePostgresTemplate } from './templates.ts';

/** A Postgres for a project whose tests go to the embedded engine too. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, embedded] = await Promise.all([
    sharePostgresTemplate(),
    shareEmbeddedTemplate(),
  ]);
  project.provide('databaseTemplate', postgres.value);
  project.provide('embeddedTemplate', embedded.value);
  return async () => {
    await postgres.release();
    await embedded.release();
  };
}
