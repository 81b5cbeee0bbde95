import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { lazily } from '../repository-index.ts';

const PACKAGE = '@octokit/graphql-schema';

/** GitHub's public GraphQL schema, parsed at the first call (about 0.2 s) and kept. */
export const publicSchema: () => GraphQLSchema = lazily(() =>
  buildSchema(readFileSync(findSchemaFile(), 'utf8'), { assumeValid: true, assumeValidSDL: true }),
);

/** The package's entry parses 5 MB of JSON that nobody here needs, so the schema text is read beside it. */
function findSchemaFile(): string {
  const folders = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? [];
  const file = folders
    .map((folder) => join(folder, PACKAGE, 'schema.graphql'))
    .find((path) => existsSync(path));
  if (file === undefined) {
    throw new Error(
      `${PACKAGE} is not installed: run npm start once, it installs what is missing.`,
    );
  }
  return file;
}
