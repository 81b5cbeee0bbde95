import { describe, expect, test } from 'vitest';
import { rateChangeFailure } from './change-failure.metric.ts';
import { counted, hour, incident, linkable } from './delivery.fixture.ts';
import { deployed, factsOf, minute, pull } from './deployment-facts.fixture.ts';
import type { Remedy } from './deployment-facts.ts';
import { findFailures } from './failures.metric.ts';
import type { IncidentLink } from './incident-links.metric.ts';

function link(incidentId: string, deploymentId: string, more: Partial<IncidentLink> = {}) {
  return {
    ...{ incidentId, deploymentId, pullRequestId: null, state: 'suspected', isDecided: false },
    evidence: [{ kind: 'time', seconds: 60 }],
    ...more,
  } satisfies IncidentLink;
}

const said = { state: 'confirmed', isDecided: true } as const;

describe('evidence of a failure, strongest first (B15)', () => {
  test('a person, causedBy, rollback, revert, hotfix; nearness in time is a suspicion and no failure', () => {
    const deployments = [
      linkable('a', 1),
      linkable('near', 2),
      linkable('r', 4, {
        remedies: (['hotfix', 'revert', 'rollback'] as const).map((kind) => ({
          ...{ kind, deploymentId: 'a', pullRequestId: null, revertsId: null },
        })),
      }),
    ];
    const links = [
      link('i2', 'a', { state: 'confirmed', evidence: [{ kind: 'caused-by' }] }),
      link('i1', 'a', said),
      link('i3', 'near'),
    ];
    const failures = findFailures(deployments, links, new Map());
    expect(failures.map(({ deploymentId, level }) => [deploymentId, level])).toEqual([
      ['a', 'confirmed'],
      ['near', 'suspected'],
    ]);
    expect(failures[0]?.evidence.map(({ kind }) => kind)).toEqual([
      ...['human', 'caused-by', 'rollback', 'revert', 'hotfix'],
    ]);
    expect(failures[1]).toMatchObject({ recoveredAt: null, recoverySeconds: null });
  });

  test('three incidents of one deployment are one failure (B22)', () => {
    const links = ['i1', 'i2', 'i3'].map((id) => link(id, 'a', said));
    const failures = findFailures([linkable('a', 1)], links, new Map());
    expect(failures).toHaveLength(1);
    const rate = rateChangeFailure([counted('a', 1, { failure: 'confirmed' }), counted('b', 2)]);
    expect(rate).toMatchObject({ failed: 1, deployments: 2, ratio: 0.5 });
  });

  test('an incident suspects its likeliest deployment alone, and a refuted one none', () => {
    const deployments = [linkable('a', 1), linkable('b', 2)];
    const links = [link('i', 'b'), link('i', 'a'), link('j', 'a', { state: 'refuted' })];
    expect(findFailures(deployments, links, new Map()).map((one) => one.deploymentId)).toEqual([
      'b',
    ]);
  });
});

describe('recovery (B15)', () => {
  const remedies: Remedy[] = [
    { kind: 'rollback', deploymentId: 'a', pullRequestId: null, revertsId: null },
  ];
  const deployments = [linkable('a', 1), linkable('back', 4, { remedies })];
  const recover = (mitigatedAt: Date | null, links = [link('i', 'a', said)]) =>
    findFailures(deployments, links, new Map([['i', incident('i', 2, { mitigatedAt })]]))[0];

  test('ends with the remedy or the mitigation, whichever came first', () => {
    expect(recover(hour(3))).toMatchObject({ recoverySeconds: 7200, recoveredBy: 'incident' });
    expect(recover(hour(9))).toMatchObject({ recoverySeconds: 10_800, recoveredBy: 'deployment' });
    expect(recover(null)).toMatchObject({ recoverySeconds: 10_800, recoveredAt: hour(4) });
  });

  test('the mitigation of a suspected incident ends nothing', () => {
    expect(recover(hour(3), [link('i', 'a')])).toMatchObject({ recoverySeconds: 10_800 });
  });

  test('nothing that is known ended it: null, and not zero', () => {
    const [only] = findFailures([linkable('a', 1)], [link('i', 'a', said)], new Map());
    expect(only).toMatchObject({ level: 'confirmed', recoveredAt: null, recoverySeconds: null });
  });
});

describe('from versions and pull requests to failures (B22)', () => {
  const failed = (facts: ReturnType<typeof factsOf>) =>
    findFailures(Object.values(facts), [], new Map()).map((one) => one.deploymentId);

  test('V1→V2→V3→V1 fails V2 alone, and V1→V1 nobody', () => {
    const trail = (...shas: string[]) =>
      factsOf(shas.map((sha, at) => deployed(`d${at}`, sha, at)));
    expect(failed(trail('m1', 'm2', 'm3', 'm1'))).toEqual(['d1']);
    expect(failed(trail('m1', 'm1'))).toEqual([]);
  });

  test('a revert in a later deployment fails the one that brought the original; in the same one nobody', () => {
    const revert = [pull(3, { revertsReference: 'acme/shop#2' })];
    const [a, b] = [deployed('a', 'm1', 1), deployed('b', 'm2', 2)];
    expect(failed(factsOf([a, b, deployed('c', 'm3', 5)], revert))).toEqual(['b']);
    expect(failed(factsOf([a, deployed('c', 'm3', 5)], revert))).toEqual([]);
  });

  test('the recovery of a revert is counted from the deployment, not from the merge of the original', () => {
    const facts = factsOf(
      [deployed('a', 'm1', 1), deployed('b', 'm2', 2), deployed('c', 'm3', 12)],
      [pull(3, { revertsReference: 'acme/shop#2' })],
    );
    const [failure] = findFailures(Object.values(facts), [], new Map());
    expect(failure).toMatchObject({ recoverySeconds: 600, recoveredAt: minute(12) });
  });
});
