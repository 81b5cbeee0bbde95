import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEALED_COLUMNS } from '@bellwether/server/access/sealed-columns';
import { expect, it } from 'vitest';
import { root } from '../support/cruise.ts';

/** Texts named like a secret that hold none which a key could open, each with why. */
const UNSEALED: Readonly<Record<string, string>> = {
  'connections.secret_hint': 'what people recognise it by',
  'connections.secret_set_by': 'a name',
  'connections.webhook_secret_hint': 'what people recognise it by',
  'connections.webhook_secret_set_by': 'a name',
  'sign_in_settings.secret_hint': 'what people recognise it by',
  'sign_in_settings.secret_set_by': 'a name',
  'sessions.token': 'worth nothing without the signature that the secret key makes',
  'sign_in_methods.access_token': 'never filled: what providers gave is not kept',
  'sign_in_methods.refresh_token': 'never filled: what providers gave is not kept',
  'sign_in_methods.id_token': 'never filled: what providers gave is not kept',
  'sign_in_methods.password': 'a hash',
  'api_tokens.token_hash': 'a hash',
  'one_time_links.token_hash': 'a hash',
};

const LIKE_A_SECRET =
  /cipher|sealed|encrypted|secret|password|token|private_key|backup_codes|credential/;

/** Every column of text in the schema, `table.column`. */
async function readTextColumns(): Promise<string[]> {
  const folder = join(root, 'prisma/schema');
  const files = await Promise.all(
    (await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')),
  );
  const models = files.flatMap((text) => [...text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)]);
  return models.flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const fields = [...body.matchAll(/^ {2}(\w+) +(?:String|Json|Bytes)\S*(.*)$/gm)];
    return fields.map(([, field = '', rest = '']) => {
      return `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`;
    });
  });
}

it('knows of every column that is named like a secret how it is kept', async () => {
  const columns = await readTextColumns();
  const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(columns.length).toBeGreaterThan(100);
  expect(columns.filter((name) => LIKE_A_SECRET.test(name.split('.')[1] ?? '')).sort()).toEqual(
    [...sealed, ...Object.keys(UNSEALED)].sort(),
  );
});
