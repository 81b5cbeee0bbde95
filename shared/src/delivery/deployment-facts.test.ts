import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultDeploymentRule } from '../deployments/deployment-rule.ts';
import { deployed, factsOf, minute, pull } from './deployment-facts.fixture.ts';

const stepsOf = (facts: ReturnType<typeof factsOf>) =>
  Object.fromEntries(Object.entries(facts).map(([id, { step }]) => [id, step]));

describe('versions (B15, B22)', () => {
  test('V1→V2→V3→V1: V2 failed, the second V1 is a remediation', () => {
    const facts = factsOf([
      deployed('a', 'm1', 1),
      deployed('b', 'm2', 2),
      deployed('c', 'm3', 3),
      deployed('d', 'm1', 4),
    ]);
    expect(stepsOf(facts)).toEqual({ a: 'baseline', b: 'change', c: 'change', d: 'rollback' });
    expect(facts.d).toMatchObject({
      ...{ takesBackId: 'b', remediesId: 'b', remediationKind: 'rollback', isRemediation: true },
      ...{ isCounted: true, pullRequests: 0, previousId: 'c' },
    });
    expect(facts.b?.isRemediation).toBe(false);
  });

  test('V1→V1 is no rollback: the same version again counts only where the rule says so (B9.6)', () => {
    const versions = [deployed('a', 'm1', 1), deployed('b', 'm1', 2)];
    expect(factsOf(versions).b).toMatchObject({
      ...{ step: 'redeploy', isCounted: false, isRemediation: false, takesBackId: null },
    });
    const rule = { ...defaultDeploymentRule, countRedeploys: true };
    expect(factsOf(versions, [], { rule }).b).toMatchObject({ step: 'redeploy', isCounted: true });
  });

  test('V1→V2→V1→V2: forward again is a change, and takes nothing back', () => {
    const versions = ['m1', 'm2', 'm1', 'm2'].map((sha, at) => deployed(`d${at}`, sha, at));
    const facts = factsOf(versions);
    expect(facts.d2).toMatchObject({ step: 'rollback', takesBackId: 'd1' });
    expect(facts.d3).toMatchObject({ step: 'change', isRemediation: false });
  });

  test('a version between: what came after the latest deployed part of it is taken back', () => {
    const facts = factsOf([
      deployed('a', 'm1', 1),
      deployed('b', 'm2', 2),
      deployed('c', 'm5', 3),
      deployed('d', 'm3', 4),
    ]);
    expect(facts.d).toMatchObject({ step: 'rollback', takesBackId: 'c' });
  });

  test('a redeployment in between is not what failed', () => {
    const facts = factsOf([
      deployed('a', 'm1', 1),
      deployed('a again', 'm1', 2),
      deployed('b', 'm2', 3),
      deployed('b again', 'm2', 4),
      deployed('c', 'm1', 5),
    ]);
    expect(facts.c?.takesBackId).toBe('b');
  });

  test('versions whose commits nobody knows: the order in which they came first tells back from forward', () => {
    const versions = ['x1', 'x2', 'x3', 'x1', 'x3'].map((sha, at) => deployed(`d${at}`, sha, at));
    const facts = factsOf(versions, [], { graph: new Map() });
    expect(stepsOf(facts)).toEqual({
      ...{ d0: 'baseline', d1: 'not-known', d2: 'not-known', d3: 'rollback', d4: 'not-known' },
    });
    expect(facts.d3?.takesBackId).toBe('d1');
    expect(facts.d1?.isCounted).toBe(true);
  });

  test('back to a branch that the present version does not hold is a return as well', () => {
    const graph = new Map([
      ['m1', []],
      ['m2', ['m1']],
      ['side', ['m1']],
    ]);
    const versions = ['m2', 'side', 'm2'].map((sha, at) => deployed(`d${at}`, sha, at));
    expect(factsOf(versions, [], { graph }).d2).toMatchObject({
      ...{ step: 'rollback', takesBackId: 'd1' },
    });
  });
});

describe('what it brought (B9)', () => {
  test('B9.2 each service has its own: one pull request in two services is brought twice', () => {
    const facts = factsOf([
      deployed('web1', 'm1', 1, { service: 'web' }),
      deployed('api1', 'm1', 2, { service: 'api' }),
      deployed('web2', 'm3', 3, { service: 'web' }),
      deployed('api2', 'm2', 4, { service: 'api' }),
    ]);
    expect(facts.web2?.pullRequestIds).toEqual(['p2', 'p3']);
    expect(facts.api2?.pullRequestIds).toEqual(['p2']);
    expect(facts.web2?.previousId).toBe('web1');
    expect(facts.web2?.track).not.toBe(facts.api2?.track);
  });

  test('B9.3 the first known deployment is the baseline: it counts, and brings nothing', () => {
    expect(factsOf([deployed('a', 'm5', 1)]).a).toMatchObject({
      ...{ step: 'baseline', isCounted: true, pullRequests: 0, previousId: null },
    });
  });

  test('B9.7 a failed run that succeeds later is one deployment, with both instants', () => {
    const statuses = [
      { state: 'failure', createdAt: minute(2) },
      { state: 'inactive', createdAt: minute(9) },
      { state: 'success', createdAt: minute(5) },
    ];
    const { b } = factsOf([deployed('a', 'm1', 1), deployed('b', 'm2', 5, { statuses })]);
    expect(b).toMatchObject({ step: 'change', finishedAt: minute(5), failedAt: minute(2) });
  });

  test('a run that never succeeded is listed and counts in nothing', () => {
    const facts = factsOf([
      deployed('a', 'm1', 1),
      deployed('x', 'm2', 2, { state: 'error' }),
      deployed('cancelled', 'm2', 3, { state: 'cancelled' }),
      deployed('staging', 'm2', 4, { state: 'failure', environment: 'staging' }),
      deployed('b', 'm2', 5),
    ]);
    expect(Object.keys(facts)).toEqual(['a', 'x', 'b']);
    expect(facts.x).toMatchObject({
      ...{ step: 'failed', isCounted: false, finishedAt: null, failedAt: minute(2) },
      ...{ previousId: 'a', pullRequests: 0 },
    });
    expect(facts.b).toMatchObject({ step: 'change', previousId: 'a', pullRequestIds: ['p2'] });
  });

  test('releases, workflow runs and posted deployments are read the same way', () => {
    const release = { ...defaultDeploymentRule, kind: 'release' as const };
    const run = {
      ...defaultDeploymentRule,
      ...{ kind: 'workflow-run' as const, workflowName: 'Deploy' },
    };
    const kinds = [
      [release, { kind: 'release', environment: 'release' }],
      [run, { kind: 'workflow-run', environment: '', name: 'Deploy', task: 'push' }],
      [defaultDeploymentRule, { kind: 'api', environment: 'prod' }],
    ] as const;
    for (const [rule, more] of kinds) {
      const versions = ['m1', 'm3', 'm1'].map((sha, at) => deployed(`d${at}`, sha, at, more));
      const facts = factsOf(versions, [], { rule });
      expect(stepsOf(facts)).toEqual({ d0: 'baseline', d1: 'change', d2: 'rollback' });
      expect(facts.d1?.pullRequestIds).toEqual(['p2', 'p3']);
    }
  });
});

describe('reverts (B15, B22)', () => {
  const versions = [deployed('a', 'm1', 1), deployed('b', 'm2', 2), deployed('c', 'm3', 3)];

  test.each([
    ['the body', { revertsReference: 'Acme/Shop#2' }],
    ['the head branch', { headBranch: 'revert-2-change-2' }],
    ['the title', { title: 'Revert "Change 2"' }],
  ])('is known by %s, and mends the deployment that brought the original', (_, sign) => {
    expect(factsOf(versions, [pull(3, sign)]).c).toMatchObject({
      ...{ isRemediation: true, remediationKind: 'revert', remediesId: 'b' },
      remedies: [{ kind: 'revert', deploymentId: 'b', pullRequestId: 'p3', revertsId: 'p2' }],
    });
  });

  test('original and revert in the same deployment: no change failure', () => {
    const facts = factsOf(
      [deployed('a', 'm1', 1), deployed('b', 'm3', 2)],
      [pull(3, { revertsReference: 'acme/shop#2' })],
    );
    expect(facts.b).toMatchObject({ isRemediation: false, remedies: [], remediesId: null });
  });

  test('a revert of a revert is no revert: the first one stays what it was', () => {
    const facts = factsOf(
      [...versions, deployed('d', 'm4', 4), deployed('e', 'm5', 5)],
      [
        pull(3, { headBranch: 'revert-2-change-2', title: 'Revert "Change 2"' }),
        pull(4, { headBranch: 'revert-3-revert-2', title: 'Revert "Revert "Change 2""' }),
        pull(5, { headBranch: 'revert-4-revert-3', revertsReference: 'acme/shop#4' }),
      ],
    );
    expect(facts.c?.remediesId).toBe('b');
    expect(facts.d).toMatchObject({ isRemediation: false, remedies: [] });
    expect(facts.e).toMatchObject({ remediationKind: 'revert', remediesId: 'd' });
  });

  test('a revert and its own revert in one deployment cancel each other', () => {
    const facts = factsOf(
      [deployed('a', 'm1', 1), deployed('b', 'm2', 2), deployed('c', 'm4', 3)],
      [pull(3, { headBranch: 'revert-2-x' }), pull(4, { headBranch: 'revert-3-x' })],
    );
    expect(facts.c).toMatchObject({ isRemediation: false, remedies: [] });
  });

  test('of what was there before the baseline, or of another repository: what it mends is not known', () => {
    const facts = factsOf(versions, [
      pull(2, { revertsReference: 'acme/shop#1' }),
      pull(3, { revertsReference: 'acme/other#2' }),
    ]);
    expect(facts.b).toMatchObject({ remediationKind: 'revert', remediesId: null });
    expect(facts.c?.isRemediation).toBe(false);
  });

  test('the title means the latest of that name that was opened before it', () => {
    const facts = factsOf(
      [...versions, deployed('d', 'm4', 4)],
      [
        pull(2, { title: 'Tidy up' }),
        pull(3, { title: 'Tidy up' }),
        pull(4, { title: 'Revert "Tidy up"' }),
      ],
    );
    expect(facts.d?.remediesId).toBe('c');
  });
});

describe('hotfixes (B15)', () => {
  const versions = [
    deployed('a', 'm1', 1),
    deployed('b', 'm2', 2),
    deployed('b again', 'm2', 3),
    deployed('c', 'm3', 4),
  ];

  test.each([
    ['a label', { labels: ['HotFix'] }],
    ['its branch', { headBranch: 'hotfix/prices' }],
    ['a part of its branch', { headBranch: 'mira/Hotfix-12' }],
  ])('by %s, it mends the version before, whoever deployed that one again', (_, sign) => {
    expect(factsOf(versions, [pull(3, sign)]).c).toMatchObject({
      ...{ remediationKind: 'hotfix', remediesId: 'b' },
      remedies: [{ kind: 'hotfix', deploymentId: 'b', pullRequestId: 'p3', revertsId: null }],
    });
  });

  test('a word inside a branch or another label is none', () => {
    const signs = { headBranch: 'no-hotfix-needed', labels: ['hotfix-later'] };
    expect(factsOf(versions, [pull(3, signs)]).c?.isRemediation).toBe(false);
  });

  test('a revert says more than a hotfix, and both are kept', () => {
    const both = pull(3, { labels: ['hotfix'], headBranch: 'revert-2-x' });
    const { c } = factsOf(versions, [both]);
    expect(c?.remediationKind).toBe('revert');
    expect(c?.remedies.map(({ kind }) => kind)).toEqual(['revert', 'hotfix']);
  });
});

test('holds for any order of versions: a rollback takes back something earlier, and only remedies mend', () => {
  const order = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 14 });
  fc.assert(
    fc.property(order, (versions) => {
      const facts = factsOf(versions.map((n, at) => deployed(`d${at}`, `m${n}`, at)));
      expect(Object.keys(facts)).toHaveLength(versions.length);
      for (const one of Object.values(facts)) {
        const back = one.takesBackId === null ? null : facts[one.takesBackId];
        expect(back === undefined).toBe(false);
        if (back !== null && back !== undefined) {
          expect(Number(back.finishedAt)).toBeLessThan(Number(one.finishedAt));
          expect(back.sha).not.toBe(one.sha);
        }
        expect(one.isRemediation).toBe(one.step === 'rollback');
        expect(one.pullRequestIds).toHaveLength(one.pullRequests);
      }
    }),
  );
});
