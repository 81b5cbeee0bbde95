import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '../support/cruise.ts';

type Audit = { readAudit(output: string): { status: number; output: string } };

const program = pathToFileURL(join(root, 'scripts/lib/audit-dependencies.mjs')).href;
const { readAudit } = (await import(program)) as Audit;

function report(...severities: string[]): string {
  const advisories = severities.map((severity, index) => [
    index,
    { severity, module_name: 'left-pad', title: 'Pads', patched_versions: '>=2', url: 'https://x' },
  ]);
  return JSON.stringify({ advisories: Object.fromEntries(advisories) });
}

it.each([
  [['low', 'high'], 1],
  [['critical'], 1],
  [['low', 'moderate'], 0],
  [[], 0],
])('judges the holes %j with %i', (severities, status) => {
  const { status: found, output } = readAudit(report(...severities));
  expect(found).toBe(status);
  expect(output.split('left-pad').length - 1).toBe(severities.length);
});

it.each(['', 'npm error network', '{"error":{"message":"responded with 405"}}', '{}', '{"advis'])(
  'says that the registry could not be asked, and passes: %s',
  (output) => {
    expect(readAudit(output)).toMatchObject({
      status: 0,
      output: expect.stringContaining('Not asked whether holes are known'),
    });
  },
);
