import { describe, expect, test } from 'vitest';
import { forgetIncident, rememberDecision } from './made.prepare.ts';

const made = (incidentId: string, deploymentId: string | null, version: number) => ({
  ...{ incidentId, deploymentId, version },
});

describe('what was decided on the page', () => {
  test('is taken back from the last one on; a pair that was decided anew is there once', () => {
    const list = [made('i', 'a', 1), made('j', 'b', 1)];
    expect(rememberDecision(list, made('i', 'a', 2))).toEqual([
      ...[made('j', 'b', 1), made('i', 'a', 2)],
    ]);
  });

  test('earlier decisions about an incident follow its version, so that they can still be taken back', () => {
    expect(rememberDecision([made('i', 'a', 1)], made('i', 'b', 2))).toEqual([
      ...[made('i', 'a', 2), made('i', 'b', 2)],
    ]);
  });

  test('is not taken back once somebody else decided about the incident', () => {
    expect(forgetIncident([made('i', 'a', 1), made('j', 'b', 1)], 'i')).toEqual([
      made('j', 'b', 1),
    ]);
  });
});
