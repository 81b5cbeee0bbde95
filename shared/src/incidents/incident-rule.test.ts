import { describe, expect, test } from 'vitest';
import { deriveIncident, type IncidentIssue } from './derive-incident.ts';
import { beforeImpact, findInversions, timeToRestoreSeconds } from './incident-instants.rules.ts';
import { defaultIncidentRule, readLabels } from './incident-rule.ts';

const read = (...labels: string[]) => readLabels(['incident', ...labels], defaultIncidentRule);

describe('what labels say of an incident', () => {
  test('without its label an issue is none, whatever else it bears', () => {
    expect(readLabels(['sev1', 'service:web'], defaultIncidentRule)).toBeNull();
    expect(readLabels([], defaultIncidentRule)).toBeNull();
  });

  test.each([
    ['sev1', 'sev1'],
    ['SEV-2', 'sev2'],
    ['severity:3', 'sev3'],
    ['Severity: 4', 'sev4'],
    ['p5', 'sev5'],
    ['P10', null],
    ['sev', null],
  ])('%s is of severity %s', (label, severity) => {
    expect(read(label)?.severity).toBe(severity);
  });

  test('the worst severity counts, the first service that fits, the first reason to count apart', () => {
    expect(read('sev3', 'P1', 'service:Web', 'service:api', 'drill')).toEqual({
      ...{ severity: 'sev1', service: 'Web', exclusion: 'drill' },
    });
    expect(read()).toEqual({ severity: null, service: null, exclusion: null });
  });

  test('a star in the service stands for that of the label', () => {
    const services = [
      { label: 'team/*/svc-*', service: '*-*' },
      { label: 'area:*', service: 'the monolith' },
    ];
    const rule = { ...defaultIncidentRule, services };
    expect(readLabels(['incident', 'area:x'], rule)?.service).toBe('the monolith');
    expect(readLabels(['incident', 'area:x', 'team/pay/svc-$1'], rule)?.service).toBe('pay-$1');
  });
});

describe('the instants of an incident from an issue (B16)', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 1, 3, hour));
  const issue: IncidentIssue = {
    ...{ id: 'i', repositoryId: 'r', title: 'Down', url: 'https://github.com/a/b/issues/1' },
    ...{ state: 'closed', stateReason: 'completed', labels: ['incident'] },
    ...{ createdAt: at(9), updatedAt: at(13), closedAt: at(12) },
  };
  const derive = (more: Partial<IncidentIssue>) =>
    deriveIncident({ ...issue, ...more }, defaultIncidentRule);

  test.each([
    ['completed', at(12), null],
    [null, at(12), null],
    ['not_planned', null, null],
    ['duplicate', null, 'duplicate'],
  ])('closed as %s', (stateReason, resolvedAt, exclusion) => {
    expect(derive({ stateReason })).toMatchObject({
      ...{ declaredAt: at(9), closedAt: at(12), resolvedAt, exclusion },
      ...{ impactStartedAt: null, detectedAt: null, acknowledgedAt: null, mitigatedAt: null },
    });
  });

  test('open again it is neither closed nor resolved', () => {
    expect(derive({ state: 'open', stateReason: 'reopened' })).toMatchObject({
      ...{ closedAt: null, resolvedAt: null },
    });
  });

  const none = {
    ...{ impactStartedAt: null, detectedAt: null, declaredAt: null, acknowledgedAt: null },
    ...{ mitigatedAt: null, resolvedAt: null, closedAt: null },
  };

  test('declared 10:00 with an impact since 09:20 it is restored from 09:20 on', () => {
    const impactStartedAt = new Date('2026-02-03T09:20:00Z');
    const incident = { ...none, impactStartedAt, declaredAt: at(10), resolvedAt: at(11) };
    expect(timeToRestoreSeconds(incident)).toBe(100 * 60);
    expect(timeToRestoreSeconds({ ...incident, impactStartedAt: null })).toBeNull();
    expect(timeToRestoreSeconds({ ...incident, resolvedAt: null })).toBeNull();
  });

  test('nothing lies before the impact; the same second does', () => {
    expect(beforeImpact({ ...none, impactStartedAt: at(10), closedAt: at(9) })).toEqual({
      ...{ earlier: 'closedAt', later: 'impactStartedAt' },
    });
    expect(beforeImpact({ ...none, impactStartedAt: at(10), closedAt: at(10) })).toBeNull();
    expect(beforeImpact({ ...none, closedAt: at(9) })).toBeNull();
  });

  test('other inversions are named, whatever lies between', () => {
    expect(findInversions({ ...none, detectedAt: at(11), resolvedAt: at(10) })).toEqual([
      { earlier: 'resolvedAt', later: 'detectedAt' },
    ]);
    expect(findInversions({ ...none, declaredAt: at(9), detectedAt: at(10) })).toEqual([]);
  });
});
