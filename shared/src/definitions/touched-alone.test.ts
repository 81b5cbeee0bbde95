import { describe, expect, it } from 'vitest';
import { definitionSettingsSchema } from './definitions.schema.ts';
import { touchedAlone } from './touched-alone.rules.ts';

const trains = { name: 'Trains', field: 'base-branch', pattern: 'release/*', by: 'Ada' };
const list = (pattern: string, more: object = {}) => ({
  ...{ name: 'manual by @mara', field: 'pull-request', pattern, by: '@mara' },
  ...more,
});
const settings = (exclusions: object[], more: object = {}) =>
  definitionSettingsSchema.parse({ exclusions, ...more });

describe('what a change touches alone', () => {
  it('are the pull requests that rules name, in any of their orders and effects', () => {
    const before = settings([trains, list('acme/shop#1')]);
    expect(touchedAlone(before, settings([trains, list('acme/shop#1 Acme/Shop#2')]))).toEqual([
      ...['acme/shop#1', 'acme/shop#2'],
    ]);
    expect(touchedAlone(before, settings([list('acme/shop#1'), trains]))).toEqual(['acme/shop#1']);
    expect(touchedAlone(before, settings([trains]))).toEqual(['acme/shop#1']);
    expect(
      touchedAlone(before, settings([trains, list('acme/shop#1', { effect: 'separate' })])),
    ).toEqual(['acme/shop#1']);
  });

  it('is not told where another rule, its order, an age or anything beside the rules differs', () => {
    const drafts = { name: 'Drafts', field: 'draft', pattern: 'yes' };
    const one = list('acme/shop#1');
    const before = settings([trains, drafts]);
    expect(touchedAlone(before, settings([trains, one]))).toBeNull();
    expect(touchedAlone(before, settings([drafts, trains, one]))).toBeNull();
    const idle = { name: 'Idle', field: 'age', pattern: '30' };
    expect(touchedAlone(settings([idle]), settings([idle, one]))).toBeNull();
    const aiSigns = { branchPrefixes: [], labels: [] };
    expect(touchedAlone(settings([]), settings([one], { aiSigns }))).toBeNull();
    const snapshot = { ...before.snapshot, ageAsOf: '2026-03-01T00:00:00Z' };
    expect(touchedAlone(settings([]), settings([one], { snapshot }))).toBeNull();
  });

  it('is not told where nothing differs: then all are asked for anew', () => {
    const before = settings([list('acme/shop#1')]);
    expect(touchedAlone(before, before)).toBeNull();
  });
});
