import type { Receipt } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { describe, expect, it } from 'vitest';
import { prepareLeftOut, prepareReceipt, prepareReceipts } from './receipt.prepare.ts';

const receipt = (overrides: Partial<Receipt>): Receipt => ({
  metric: 'pickup',
  label: 'Time to first review',
  unit: 'seconds',
  value: 3600,
  clock: 'wall',
  rule: 'B4',
  steps: [],
  arithmetic: null,
  whyNull: null,
  ...overrides,
});
const say = (overrides: Partial<Receipt>) =>
  prepareReceipt(receipt(overrides), { zone: 'UTC' }).value?.replaceAll('\u00a0', ' ');

describe('prepareReceipt', () => {
  it('says each unit as people do', () => {
    expect(say({})).toBe('1 h');
    expect(say({ value: 0 })).toBe('0 s');
    expect(say({ value: 108_000, clock: 'work' })).toBe('30 h');
    expect(say({ unit: 'lines', value: 1 })).toBe('1 line');
    expect(say({ unit: 'count', value: 2 })).toBe('2');
    expect(say({ unit: 'points', value: 9.649_999 })).toBe('9.65 points');
    expect(say({ unit: 'grade', value: 'deep' })).toBe('A deep review');
    expect(say({ unit: 'words', value: 'Nothing says so' })).toBe('Nothing says so');
    expect(say({ unit: 'grade', value: 'approved-silent' })).toBe('Approved in silence');
  });

  it('always says why a number is not known', () => {
    expect(prepareReceipt(receipt({ value: null, whyNull: 'Not merged.' }), {}).whyNull).toBe(
      'Not merged.',
    );
    expect(prepareReceipt(receipt({ value: null }), {}).whyNull).not.toBeNull();
    expect(prepareReceipt(receipt({ whyNull: 'stale' }), {}).whyNull).toBeNull();
  });

  it('puts the reason where the value would stand, without its full stop', () => {
    const inPlace = (overrides: Partial<Receipt>) => prepareReceipt(receipt(overrides), {}).inPlace;
    expect(inPlace({ value: null, whyNull: 'It is not merged yet.' })).toBe('It is not merged yet');
    expect(inPlace({ value: null })).toBe('Nothing is known about it');
    expect(inPlace({ value: 0 })).toBeNull();
  });

  it('keeps what was left out beside what counted, with rule and link', () => {
    const url = 'https://github.com/acme/shop/pull/1';
    const steps: Receipt['steps'] = [
      { at: '2026-03-03T13:05:00Z', text: 'bot reviewed', effect: 'ignored', rule: 'B1', url },
      { at: null, text: 'lock file', effect: 'info', rule: 'B10', url: null },
    ];
    const row = prepareReceipt(receipt({ steps }), { zone: 'UTC' });
    expect(row.steps[0]).toMatchObject({ when: 'Tue 3 Mar, 13:05', rule: 'B1', url });
    expect(row.steps.map((step) => step.effect.words)).toEqual(['left out', 'note']);
    expect(row.steps[1]?.when).toBeNull();
  });
});

describe('prepareReceipts', () => {
  const sections = (...receipts: Partial<Receipt>[]) =>
    prepareReceipts(
      receipts.map((one) => receipt(one)),
      { zone: 'UTC' },
    );

  it('puts both clocks of a number under one head, and every number under what it is about', () => {
    const [time, change] = sections(
      { arithmetic: '1 h' },
      { clock: 'work', label: 'Time to first review, in working hours', value: 1800 },
      { metric: 'size', unit: 'lines', clock: null },
    );
    expect(time).toMatchObject({
      title: 'Time',
      entries: [{ key: 'pickup', label: 'Time to first review', value: '1\u00a0h' }],
    });
    expect(time?.entries[0]?.workValue).toBe('30\u00a0min');
    expect(time?.entries[0]?.parts.map(({ label }) => label)).toEqual([
      'Time to first review',
      'Time to first review, in working hours',
    ]);
    expect([change?.title, change?.entries.length]).toEqual(['The change', 1]);
  });

  it('gives one reason where neither clock has a value', () => {
    const [time] = sections(
      { value: null, whyNull: 'Not merged.' },
      { clock: 'work', value: null },
    );
    expect(time?.entries[0]).toMatchObject({ workValue: null, inPlace: 'Not merged' });
    expect(time?.entries[0]?.parts).toHaveLength(1);
  });
});

describe('prepareLeftOut', () => {
  const text = 'Left out by the rule “Releases”: in no number of the metrics';
  const steps: Receipt['steps'] = [{ at: null, text, effect: 'ignored', rule: 'B14', url: null }];
  const counted = (value: string) =>
    prepareLeftOut([receipt({ metric: 'counted', unit: 'words', value, steps })]);

  it('tells the rule by name, and nothing of what counts', () => {
    expect(counted('No')).toEqual([`${text} (B14).`]);
    expect(counted('Yes')).toEqual([]);
    expect(prepareLeftOut([])).toEqual([]);
  });
});
