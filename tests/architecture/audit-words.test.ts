import { appRouter } from '@bellwether/server/trpc/app-router';
import { actionGroups, actionWords } from '@bellwether/shared/audit/action-words';
import { describe, expect, it } from 'vitest';

type Listed = { _def: { type: string; meta?: { changesNothing?: boolean } } };

const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, Listed>)
  .filter(([, { _def }]) => _def.type === 'mutation' && _def.meta?.changesNothing !== true)
  .map(([path]) => path);

describe('the audit log', () => {
  it('has words for every change that a person can make', () => {
    expect(mutations.filter((path) => actionWords[path] === undefined)).toEqual([]);
    expect(mutations.length).toBeGreaterThan(30);
  });

  it('can be narrowed to the group of every action', () => {
    const groups = new Set<string>(actionGroups.map(({ value }) => value));
    const without = mutations.filter((path) => !groups.has(path.split('.')[0] ?? ''));
    expect(without).toEqual([]);
  });
});
