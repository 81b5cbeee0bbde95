import type { Waiting, WaitingItem } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { describe, expect, it } from 'vitest';
import { describeWaiting, prepareWaiting } from './waiting.prepare.ts';

const item = (overrides: Partial<WaitingItem>): WaitingItem => ({
  id: 'PR_1',
  repository: 'acme/shop',
  number: 1,
  title: 'x',
  url: 'https://github.com/acme/shop/pull/1',
  author: 'mira',
  size: 5,
  readyAt: '2026-03-05T00:00:00Z',
  waitsFor: 'first-review',
  waitingSince: '2026-03-05T00:00:00Z',
  waitingSeconds: 3600,
  waitsOn: [],
  ...overrides,
});
const waiting: Waiting = {
  items: [
    item({ id: 'young' }),
    item({ id: 'old', waitingSeconds: 900_000, waitsFor: 'merge', waitsOn: ['jo', 'acme/web'] }),
  ],
  openDrafts: 1,
  now: '2026-03-12T00:00:00Z',
};

describe('prepareWaiting', () => {
  it('puts the longest wait first, whatever the order of the answer', () => {
    expect(prepareWaiting(waiting).map((row) => row.id)).toEqual(['old', 'young']);
  });

  it('says on whom it waits, or that nobody was asked', () => {
    expect(prepareWaiting(waiting).map((row) => row.waitsOn)).toEqual([
      'jo, acme/web',
      'nobody was asked',
    ]);
  });
});

describe('describeWaiting', () => {
  it('counts the drafts apart', () => {
    expect(describeWaiting(waiting)).toBe(
      'Oldest first. 2 ready and open, 1 without a first review; 1 draft not counted',
    );
  });
});
