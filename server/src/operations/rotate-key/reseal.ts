import type { Queryable } from '../../db/queryable.types.ts';
import { StartError } from '../../start-error.ts';
import { createSealers, readSealedValues } from '../sealed-values.ts';

/**
 * Seals every sealed value with the new key, within the caller's transaction; returns how many there are. One that the new
 * key opens already stays.
 * @throws StartError naming those that neither key opens; then nothing may be committed
 */
export async function resealAll(tx: Queryable, oldKey: string, newKey: string): Promise<number> {
  const [old, next] = [createSealers(oldKey), createSealers(newKey)];
  const values = await readSealedValues(tx, { forUpdate: true });
  const lost: string[] = [];
  for (const { column, key, name, sealed } of values) {
    const plain = await old[column.sealing].open(sealed);
    if (plain !== null) {
      await tx.query(
        `update ${column.table} set ${column.column} = $1 where ${column.key}::text = $2`,
        [await next[column.sealing].seal(plain), key],
      );
    } else if ((await next[column.sealing].open(sealed)) === null) {
      lost.push(`${column.what} ${name}`);
    }
  }
  if (lost.length > 0) {
    throw new StartError(
      `The present key does not open ${lost.join(', ')}: nothing was changed. Enter or remove ${lost.length === 1 ? 'it' : 'them'} first, or start with the key that they were stored with.`,
    );
  }
  return values.length;
}
