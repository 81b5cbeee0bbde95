import type {
  IncidentPreview,
  ListedIncident,
} from '@bellwether/shared/incidents/incidents.schema';
import { describe, expect, test } from 'vitest';
import {
  describeChange,
  describeMatch,
  describeSeverities,
  groupLabels,
  nameInstants,
  nameSource,
  replaceGroup,
  whyNoDuration,
} from './incidents.prepare.ts';

const rows = [
  { label: 'sev1', value: 'sev1' },
  { label: 'P2', value: 'sev2' },
  { label: 'sev2', value: 'sev2' },
] as const;

test('labels are grouped by what they stand for, and one group is replaced by what was typed', () => {
  expect(groupLabels(rows, ['sev1', 'sev2', 'sev3'])).toEqual([
    { value: 'sev1', text: 'sev1' },
    { value: 'sev2', text: 'P2, sev2' },
    { value: 'sev3', text: '' },
  ]);
  expect(replaceGroup<string>(rows, 'sev2', 'high, high ,')).toEqual([
    { label: 'sev1', value: 'sev1' },
    { label: 'high', value: 'sev2' },
  ]);
});

test('the preview says how many of how many, and what changes', () => {
  const preview = { issues: 120, matched: 7, present: 4, excluded: 1, gained: 4, lost: 1 };
  expect(describeMatch(preview as IncidentPreview)).toBe(
    '7 of 120 issues would be incidents, 1 of them counted apart; 4 are now.',
  );
  expect(describeChange(preview as IncidentPreview)).toBe('4 more, 1 no longer.');
});

describe('an incident in words', () => {
  const at = (hour: string) => `2026-02-03T${hour}:00:00.000Z`;
  const incident = {
    ...{ impactStartedAt: null, detectedAt: null, declaredAt: at('09'), acknowledgedAt: null },
    ...{ mitigatedAt: null, resolvedAt: at('12'), closedAt: at('12') },
    ...{ repository: 'acme/shop', number: 7, source: null },
  } as ListedIncident;

  test('names the instants that are known, and makes up none', () => {
    const words = nameInstants(incident, at('13')).map((text) => text.split(' ')[0]);
    expect(words).toEqual(['declared', 'resolved']);
    expect(whyNoDuration(incident)).toBe('when the impact began is not known');
    expect(whyNoDuration({ ...incident, impactStartedAt: at('08') })).toBe('not resolved');
  });

  test('names where it comes from', () => {
    expect(nameSource(incident)).toBe('acme/shop#7');
    expect(nameSource({ ...incident, number: null, source: 'pager' })).toBe('pager · acme/shop');
    expect(nameSource({ ...incident, number: null, source: 'pager', repository: null })).toBe(
      'pager',
    );
  });

  test('names what it was said to be in turn, and that the worst counts', () => {
    const said = describeSeverities(
      [
        { severity: 'sev3', at: null },
        { severity: 'sev1', at: at('09') },
        { severity: null, at: at('10') },
      ],
      at('13'),
    );
    expect(said).toMatch(
      /^At first SEV3, SEV1 since .*, no severity since .*: the worst counts\.$/,
    );
  });
});
