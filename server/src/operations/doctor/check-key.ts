import { stat } from 'node:fs/promises';
import { nextSecretKeyFile, readKeyFile, secretKeyFile } from '../../access/secret-key.ts';
import type { Env } from '../../env.ts';
import { attention, ok } from './finding.ts';
import type { Finding } from './finding.types.ts';

/** Where the secret key is, and who may read it. Whether it opens what is stored is asked of the database. */
export async function checkKeyFile(
  env: Pick<Env, 'BELLWETHER_DATA_DIR' | 'BELLWETHER_SECRET_KEY'>,
): Promise<Finding[]> {
  if (env.BELLWETHER_SECRET_KEY !== undefined) {
    return [ok('secret key', 'The secret key comes from BELLWETHER_SECRET_KEY.')];
  }
  const file = secretKeyFile(env.BELLWETHER_DATA_DIR);
  if ((await readKeyFile(file)) === null) {
    return [
      attention(
        'secret key',
        'There is no secret key yet.',
        'The first start makes one; if secrets are stored already, put their secret.key into the data folder first.',
      ),
    ];
  }
  const findings: Finding[] = [];
  const { mode } = await stat(file);
  findings.push(
    (mode & 0o077) === 0
      ? ok('secret key', `The secret key is in ${file}, for its owner alone.`)
      : attention('secret key', `Other users may read ${file}.`, `Run: chmod 600 ${file}`),
  );
  if ((await readKeyFile(nextSecretKeyFile(env.BELLWETHER_DATA_DIR))) !== null) {
    findings.push(
      attention(
        'secret key',
        'A change of the key was broken off.',
        'Nothing is lost: the next start ends it by itself.',
      ),
    );
  }
  return findings;
}
