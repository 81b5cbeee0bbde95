import type {
  DeploymentPreview,
  DeploymentRules,
} from '@bellwether/shared/deployments/deployments.schema';
import { describe, expect, test } from 'vitest';
import {
  describeChange,
  nameBrought,
  prepareEnvironments,
  prepareWeeks,
  readPatterns,
  repositoriesUnder,
  ruleInForce,
} from './deployments.prepare.ts';

const rule = {
  ...{ kind: 'github-deployment' as const, environments: ['production'], workflowName: null },
  ...{ includePrereleases: false, countRedeploys: false },
};
const seen = (name: string, count: number) => ({
  ...{ name, count, kind: 'github-deployment' as const, latestAt: '2026-02-01T00:00:00Z' },
});
const reading = { isAskedFor: false, readAt: null, error: null };
const repository = (id: string, environments: ReturnType<typeof seen>[]) => ({
  ...{ repositoryId: id, repository: `acme/${id}`, environments },
  releases: { ...reading, count: 0, prereleases: 0 },
  workflows: { ...reading, list: [] },
});
const rules: DeploymentRules = {
  ...{ forAll: rule, isChosen: false },
  own: [{ repositoryId: 'b', rule: { ...rule, kind: 'release' } }],
  repositories: [
    repository('a', [seen('production', 3), seen('staging', 9)]),
    repository('b', [seen('live-eu', 2)]),
    repository('c', [seen('production', 4), seen('live-us', 1)]),
  ],
};

test('a repository follows its own rule, else the one for all; that one leaves those out', () => {
  expect(ruleInForce(rules, 'b').kind).toBe('release');
  expect(ruleInForce(rules, 'a').kind).toBe('github-deployment');
  expect(repositoriesUnder(rules, null).map(({ repositoryId }) => repositoryId)).toEqual([
    'a',
    'c',
  ]);
  expect(repositoriesUnder(rules, 'b')).toHaveLength(1);
});

test('environments are counted together, and each says why it is production', () => {
  expect(prepareEnvironments(rules, null, ['Production', 'live-*'])).toEqual([
    { name: 'staging', count: 9, isProduction: 'no' },
    { name: 'production', count: 7, isProduction: 'named' },
    { name: 'live-us', count: 1, isProduction: 'pattern' },
  ]);
});

test('names between commas are read once each', () => {
  expect(readPatterns(' production, live-* ,, production')).toEqual(['production', 'live-*']);
});

describe('the preview in words', () => {
  const preview = {
    ...{ gained: 1, lost: 2, moved: 0 },
    weeks: [
      { startAt: '2026-03-02T00:00:00Z', present: 4, proposed: 2 },
      { startAt: '2026-03-09T00:00:00Z', present: 0, proposed: 1 },
    ],
  } as DeploymentPreview;

  test('says what would change, and that nothing would', () => {
    expect(describeChange(preview)).toBe(
      '1 pull request would get a deployment, 2 would lose theirs.',
    );
    expect(describeChange({ ...preview, gained: 0, lost: 0 })).toBe(
      'No pull request would change.',
    );
  });

  test('measures weeks by the busiest', () => {
    const { bars, summary } = prepareWeeks(preview);
    expect(bars.map(({ now, next }) => [now, next])).toEqual([
      [1, 0.5],
      [0, 0.25],
    ]);
    expect(bars[0]?.label).toBe('Week of 2 Mar: 2 with this rule, 4 now');
    expect(summary).toBe('Deployments a week with this rule: 1 to 2.');
  });
});

test('numbers that are not listed are counted', () => {
  const numbers = [3, 5];
  expect(nameBrought({ brought: 4, numbers } as never)).toBe('#3, #5 and 2 more');
  expect(nameBrought({ brought: 2, numbers } as never)).toBe('#3, #5');
});
