import type { TestProject } from 'vitest/node';
import './database-setup.types.ts';
import { shareEmbeddedTemplate } from './templates.ts';

/** The embedded engine for a project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, release } = await shareEmbeddedTemplate();
  project.provide('databaseTemplate', value);
  project.provide('embeddedTemplate', value);
  return release;
}
