import 'vitest';

/** What a project's setup tells its tests about the database that they run on. */
export type DatabaseTemplate =
  | { engine: 'embedded'; empty: string; migrated: string }
  | { engine: 'postgres'; serverUrl: string; empty: string; migrated: string };

declare module 'vitest' {
  // Vitest wants an interface here: it is merged with its own.
  // biome-ignore lint/style/useConsistentTypeDefinitions: see above
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}
