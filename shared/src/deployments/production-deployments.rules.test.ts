import { describe, expect, test } from 'vitest';
import { type DeploymentRule, defaultDeploymentRule } from './deployment-rule.ts';
import { deploymentRow } from './deployments.fixture.ts';
import { type DeploymentRow, isProduction } from './production-deployments.rules.ts';

type Case = [string, Partial<DeploymentRow>, Partial<DeploymentRule>, boolean];

const release = { kind: 'release', environment: 'release', name: 'v1' } as const;
const run = { kind: 'workflow-run', environment: 'main', name: 'Deploy', task: 'push' } as const;
const byRelease = { kind: 'release' } as const;
const byRun = { kind: 'workflow-run', workflowName: 'Deploy' } as const;

describe('what is a production deployment', () => {
  test.each<Case>([
    ['production by default', {}, {}, true],
    ['prod in any case', { environment: 'PROD' }, {}, true],
    ['another environment', { environment: 'staging' }, {}, false],
    ['production is not a beginning', { environment: 'production-eu' }, {}, false],
    ['a pattern', { environment: 'Live-EU' }, { environments: ['live-*'] }, true],
    ['no environment at all', {}, { environments: [] }, false],
    ['a release by default', release, {}, false],
    ['a release by the rule', release, byRelease, true],
    ['a GitHub deployment beside releases', {}, byRelease, false],
    ['a pre-release', { ...release, environment: 'prerelease' }, byRelease, false],
    [
      'a pre-release by the rule',
      { ...release, environment: 'prerelease' },
      { ...byRelease, includePrereleases: true },
      true,
    ],
    ['a run by the rule', run, byRun, true],
    ['a run of another workflow', { ...run, name: 'deploy' }, byRun, false],
    ['a run for a pull request', { ...run, task: 'pull_request' }, byRun, false],
    ['a run for a foreign one', { ...run, task: 'pull_request_target' }, byRun, false],
    ['what another system sends, beside GitHub', { kind: 'api' }, {}, true],
    ['what another system sends, beside runs', { kind: 'api' }, byRun, true],
    ['what another system sends to staging', { kind: 'api', environment: 'staging' }, {}, false],
    ['a GitHub deployment, where others send them', {}, { kind: 'api' }, false],
  ])('%s', (_, row, rule, expected) => {
    expect(isProduction(deploymentRow(row), { ...defaultDeploymentRule, ...rule })).toBe(expected);
  });
});
