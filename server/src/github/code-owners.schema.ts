import { type CodeOwnersPath, codeOwnersPaths } from '@bellwether/shared/people/code-owners.rules';
import { z } from 'zod';

const blobSchema = z
  .object({
    text: z.string().nullish(),
    byteSize: z.number().nullish(),
    isTruncated: z.boolean().nullish(),
  })
  .nullish();

/** The places of a CODEOWNERS file in a query about a repository, under these names. */
export const codeOwnersAliases = ['codeOwners0', 'codeOwners1', 'codeOwners2'] as const;

export const codeOwnersSchema = z.object({
  codeOwners0: blobSchema,
  codeOwners1: blobSchema,
  codeOwners2: blobSchema,
});
export type CodeOwnersPayload = z.infer<typeof codeOwnersSchema>;

/** Fields of a repository: the file at the head of the default branch, wherever it may lie. */
export const codeOwnersFields = codeOwnersAliases
  .map(
    (alias, index) =>
      `${alias}: object(expression: "HEAD:${codeOwnersPaths[index]}") { ... on Blob { text byteSize isTruncated } }`,
  )
  .join('\n');

/** The file that counts: the first that is there. `text` is null when GitHub gives only a part of it. */
export type GithubCodeOwners = { path: CodeOwnersPath; text: string | null; bytes: number };
