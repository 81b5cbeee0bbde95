import { describe, expect, test } from 'vitest';
import { incident, linkable } from './delivery.fixture.ts';
import { type LinkQuestion, linkIncidents } from './incident-links.metric.ts';
import { namesOfServices } from './services.rules.ts';

const names = new Map([
  ['R_shop', 'acme/shop'],
  ['R_api', 'acme/api'],
]);

function link(more: Pick<LinkQuestion, 'incidents' | 'deployments'> & Partial<LinkQuestion>) {
  const services = namesOfServices(more.deployments, names);
  return linkIncidents({ decisions: [], services, suspectedHours: 24, ...more });
}

const told = (links: ReturnType<typeof link>) =>
  links.map(({ incidentId, deploymentId, state }) => `${incidentId} ${deploymentId} ${state}`);

describe('suspected by time (B15)', () => {
  test('the same service within 24 hours is suspected, the latest first; nothing is confirmed', () => {
    const deployments = [linkable('old', -20), linkable('a', 2), linkable('b', 5)];
    const links = link({ incidents: [incident('i', 6)], deployments });
    expect(told(links)).toEqual(['i b suspected', 'i a suspected']);
    expect(links[0]?.evidence).toEqual([
      { kind: 'same-repository' },
      { kind: 'time', seconds: 3600 },
    ]);
  });

  test('how long is a setting; the very end of it still counts', () => {
    const question = { incidents: [incident('i', 6)], deployments: [linkable('a', 4)] };
    expect(told(link({ ...question, suspectedHours: 2 }))).toEqual(['i a suspected']);
    expect(link({ ...question, suspectedHours: 1 })).toEqual([]);
  });

  test('never what came after it, nor another service or repository, nor a redeployment that does not count', () => {
    const deployments = [
      linkable('later', 7),
      linkable('elsewhere', 5, { repositoryId: 'R_api' }),
      linkable('again', 5, { isCounted: false }),
    ];
    expect(link({ incidents: [incident('i', 6)], deployments })).toEqual([]);
  });

  test('an incident names a service of another repository, or one of several in its own', () => {
    const deployments = [
      linkable('shop', 5),
      linkable('api', 4, { repositoryId: 'R_api' }),
      linkable('web', 3, { service: 'web' }),
    ];
    const of = (service: string | null) =>
      told(link({ incidents: [incident('i', 6, { service })], deployments }));
    expect(of('API')).toEqual(['i api suspected']);
    expect(of('web')).toEqual(['i web suspected']);
    expect(of('nobody knows')).toEqual(['i shop suspected', 'i web suspected']);
  });

  test('at most three of an incident: more would bury the likely one', () => {
    const deployments = [1, 2, 3, 4, 5].map((at) => linkable(`d${at}`, at));
    const links = link({ incidents: [incident('i', 6)], deployments });
    expect(links.map(({ deploymentId }) => deploymentId)).toEqual(['d5', 'd4', 'd3']);
  });

  test('an incident of no known instant, and a drill, are linked with nothing', () => {
    const incidents = [incident('i', null), incident('drill', 6, { exclusion: 'drill' })];
    expect(link({ incidents, deployments: [linkable('a', 5)] })).toEqual([]);
  });
});

describe('evidence, strongest first (B15)', () => {
  const remedy = (kind: 'rollback' | 'revert' | 'hotfix', of: string) => ({
    ...{ kind, deploymentId: of, revertsId: kind === 'revert' ? 'p1' : null },
    pullRequestId: kind === 'rollback' ? null : 'fix',
  });

  test('what was taken back during the incident comes before what is merely nearer', () => {
    const deployments = [
      linkable('a', 1, { pullRequestIds: ['p1', 'p2'] }),
      linkable('b', 5),
      linkable('fixing', 8, { remedies: [remedy('revert', 'a')] }),
    ];
    const links = link({ incidents: [incident('i', 6)], deployments });
    expect(told(links)).toEqual(['i a suspected', 'i b suspected']);
    expect(links[0]).toMatchObject({ pullRequestId: 'p1' });
    expect(links[0]?.evidence[0]).toEqual({
      ...{ kind: 'revert', remedyId: 'fixing', pullRequestId: 'fix', afterSeconds: 7200 },
    });
  });

  test('a hotfix whose title repeats the incident mentions it', () => {
    const deployments = [
      linkable('a', 5),
      linkable('fixing', 8, { remedies: [remedy('hotfix', 'a')] }),
    ];
    const titles = new Map([['fix', 'Hotfix: prices are wrong']]);
    const [first] = link({ incidents: [incident('i', 6)], deployments, titles });
    expect(first?.evidence.map(({ kind }) => kind)).toEqual([
      ...['hotfix', 'mention', 'same-repository', 'time'],
    ]);
  });

  test('a remedy long after the incident says nothing of it; what it mends may be older than a day', () => {
    const ended = { endedAt: new Date(Date.UTC(2026, 2, 25, 9)) };
    const deployments = (at: number) => [
      linkable('a', 0),
      linkable('fixing', at, { remedies: [remedy('rollback', 'a')] }),
    ];
    const of = (at: number) =>
      told(link({ incidents: [incident('i', 40, ended)], deployments: deployments(at) }));
    expect(of(50)).toEqual(['i a suspected']);
    expect(of(73)).toEqual([]);
  });

  test('causedBy names the commit or the pull request: that is confirmed, and the rest no longer suspected', () => {
    const deployments = [
      linkable('a', -200, { pullRequestIds: ['p1', 'p2'] }),
      linkable('b', 5, { sha: 'abcdef0123' }),
    ];
    const by = (cause: Parameters<typeof incident>[2]) =>
      link({ incidents: [incident('i', 6, cause)], deployments });
    expect(by({ cause: { pullRequestId: 'p2' } })).toMatchObject([
      { deploymentId: 'a', pullRequestId: 'p2', state: 'confirmed', isDecided: false },
    ]);
    expect(told(by({ cause: { commit: 'ABCDEF0' } }))).toEqual(['i b confirmed']);
    expect(told(by({ cause: { commit: '1234567' } }))).toEqual(['i b suspected']);
  });
});

describe('what a person said', () => {
  const deployments = [linkable('a', 4), linkable('b', 5)];
  const said = (deploymentId: string | null, verdict: 'confirmed' | 'refuted') => ({
    ...{ incidentId: 'i', deploymentId, pullRequestId: null, verdict },
  });
  const after = (...decisions: ReturnType<typeof said>[]) =>
    told(link({ incidents: [incident('i', 6)], deployments, decisions }));

  test('a confirmed pair ends the suspicion of all others', () => {
    expect(after(said('a', 'confirmed'))).toEqual(['i a confirmed']);
  });

  test('a refuted pair leaves the next one', () => {
    expect(after(said('b', 'refuted'))).toEqual(['i b refuted', 'i a suspected']);
    expect(after(said('b', 'refuted'), said('a', 'refuted'))).toEqual([
      ...['i b refuted', 'i a refuted'],
    ]);
  });

  test('that no deployment caused it ends every suspicion', () => {
    expect(after(said(null, 'confirmed'))).toEqual([]);
  });

  test('it outweighs what the incident names', () => {
    const incidents = [incident('i', 6, { cause: { commit: 'b000000' } })];
    const decisions = [said('b', 'refuted')];
    expect(told(link({ incidents, deployments, decisions }))).toEqual([
      ...['i b refuted', 'i a suspected'],
    ]);
  });

  test('that no deployment caused it refutes the one that the incident names', () => {
    const incidents = [incident('i', 6, { cause: { commit: 'b000000' } })];
    const decisions = [said(null, 'confirmed')];
    const links = link({ incidents, deployments, decisions });
    expect(links).toMatchObject([{ deploymentId: 'b', state: 'refuted', isDecided: true }]);
  });

  test('a pair without any other evidence is confirmed all the same', () => {
    const incidents = [incident('i', null)];
    expect(told(link({ incidents, deployments, decisions: [said('a', 'confirmed')] }))).toEqual([
      'i a confirmed',
    ]);
  });
});
