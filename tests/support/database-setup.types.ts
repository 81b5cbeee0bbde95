import 'vitest';

/** Data folders to copy: one with an empty database, one migrated, and where the first who asks reads the sample team. */
export type EmbeddedTemplate = {
  engine: 'embedded';
  empty: string;
  migrated: string;
  sample: string;
};

/** Databases to copy on a server of the run. */
export type PostgresTemplate = {
  engine: 'postgres';
  serverUrl: string;
  empty: string;
  migrated: string;
};

/** What a project's setup tells its tests about the database that they run on. */
export type DatabaseTemplate = EmbeddedTemplate | PostgresTemplate;

declare module 'vitest' {
  // Vitest wants an interface here: it is merged with its own.
  // biome-ignore lint/style/useConsistentTypeDefinitions: see above
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
    /** Beside it, where tests start servers on folders of their own. */
    embeddedTemplate: EmbeddedTemplate;
  }
}
