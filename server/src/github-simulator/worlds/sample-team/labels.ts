import type { WorldLabel } from '../../world.types.ts';
import { labelIdentity } from './identifiers.ts';
import type { RepositorySketch } from './repositories.ts';

const colors: readonly (readonly [name: string, color: string])[] = [
  ['feature', '1f883d'],
  ['bug', 'd1242f'],
  ['maintenance', '8c959f'],
  ['performance', 'bf8700'],
  ['documentation', '0969da'],
  ['dependencies', '0550ae'],
  ['emergency', 'b60205'],
  ['incident', 'a40e26'],
  ['sev1', '82071e'],
  ['sev2', 'bc4c00'],
  ['sev3', 'd4a72c'],
  ['service:lending-web', '6639ba'],
  ['service:lending-api', '6639ba'],
  ['service:lending-platform', '6639ba'],
  ['release', '57606a'],
  ['on hold', 'eac54f'],
];

/** The label of this name in the repository. */
export function toLabel(repository: RepositorySketch, name: string): WorldLabel {
  const index = colors.findIndex(([known]) => known === name);
  const color = colors[index]?.[1];
  if (!color) {
    throw new Error(`The sample team has no label "${name}"`);
  }
  return { ...labelIdentity(repository.id, index), name, color };
}
