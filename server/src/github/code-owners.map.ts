import { codeOwnersPaths } from '@bellwether/shared/people/code-owners.rules';
import {
  type CodeOwnersPayload,
  codeOwnersAliases,
  type GithubCodeOwners,
} from './code-owners.schema.ts';

/** Null: the repository has no such file. */
export function mapCodeOwners(payload: CodeOwnersPayload): GithubCodeOwners | null {
  for (const [index, path] of codeOwnersPaths.entries()) {
    const blob = payload[codeOwnersAliases[index] ?? 'codeOwners0'];
    // A folder of that name has neither text nor size.
    if (blob?.byteSize !== null && blob?.byteSize !== undefined) {
      const text = blob.isTruncated === true ? null : (blob.text ?? null);
      return { path, text, bytes: blob.byteSize };
    }
  }
  return null;
}
