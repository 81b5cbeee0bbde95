import { incidentSeconds } from '@bellwether/shared/incidents/incident-durations.metric';
import { beforeImpact, findInversions } from '@bellwether/shared/incidents/incident-instants.rules';
import { describe, expect, test } from 'vitest';
import { sampleInstantsOf } from './sample-instants.rules.ts';

const issues = Array.from({ length: 300 }, (_, index) => {
  const createdAt = new Date(Date.parse('2026-03-02T09:00:00Z') + index * 7_001_000);
  return {
    ...{ id: `I_${index}`, createdAt },
    closedAt: new Date(createdAt.getTime() + (1 + (index % 40)) * 900_000),
  };
});
const entered = issues.flatMap((issue) => {
  const instants = sampleInstantsOf(issue);
  const { createdAt: declaredAt, closedAt } = issue;
  const none = { impactStartedAt: null, detectedAt: null, acknowledgedAt: null, mitigatedAt: null };
  return instants === null
    ? []
    : [{ ...none, ...instants, declaredAt, resolvedAt: closedAt, closedAt }];
});

describe('what the people of the sample team entered', () => {
  test('is in the usual order, so that every duration is known', () => {
    for (const instants of entered) {
      expect(beforeImpact(instants)).toBeNull();
      expect(findInversions(instants)).toEqual([]);
      expect(incidentSeconds('restore', instants)).toBeGreaterThan(0);
      expect(incidentSeconds('acknowledge', instants)).toBeGreaterThan(0);
    }
  });

  test('is left out now and then, and begins within ten minutes before the issue was written', () => {
    expect(entered.length / issues.length).toBeGreaterThan(0.75);
    expect(entered.length / issues.length).toBeLessThan(0.92);
    for (const { impactStartedAt, declaredAt } of entered) {
      const ms = declaredAt.getTime() - (impactStartedAt?.getTime() ?? 0);
      expect(ms).toBeGreaterThanOrEqual(2 * 60_000 - 1000);
      expect(ms).toBeLessThan(9 * 60_000 + 1000);
    }
  });

  test('is the same for the same issue', () => {
    expect(issues.map(sampleInstantsOf)).toEqual(issues.map(sampleInstantsOf));
  });
});
