import { diffSchema } from '@bellwether/server/db/diff';
import { createLog } from '@bellwether/server/log';
import { expect, it } from 'vitest';

it('has migrations that lead to exactly the schema that the code is written for', async () => {
  expect(await diffSchema(createLog('error'))).toBeNull();
});
