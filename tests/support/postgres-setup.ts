import type { TestProject } from 'vitest/node';
import './database-setup.types.ts';
import { sharePostgresTemplate } from './templates.ts';

/** A Postgres for a project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, release } = await sharePostgresTemplate();
  project.provide('databaseTemplate', value);
  return release;
}
