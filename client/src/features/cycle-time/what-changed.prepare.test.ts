import type { WhatChangedAnswer } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { describe, expect, it } from 'vitest';
import { prepareKinds, prepareWaterfall } from './what-changed.prepare.ts';

const HOUR = 3600;
const shift = {
  ...{ nBefore: 40, nNow: 60, meanBefore: 30 * HOUR, meanNow: 20 * HOUR, shift: -10 * HOUR },
  ...{ mix: 4 * HOUR, speed: -15 * HOUR, onlyNow: HOUR, onlyBefore: 0, keptBack: 0, kindsTotal: 2 },
  mixBy: { repository: 0, size: 4 * HOUR, authorClass: 0 },
  kinds: [
    {
      ...{ repository: 'acme/web', size: 'L', authorClass: 'human', nBefore: 10, nNow: 30 },
      ...{ meanBefore: 60 * HOUR, meanNow: 30 * HOUR, mix: 4 * HOUR, speed: -15 * HOUR },
      ...{ onlyNow: 0, onlyBefore: 0 },
    },
    {
      ...{ repository: 'acme/api', size: 'S', authorClass: 'bot', nBefore: 0, nNow: 3 },
      ...{ meanBefore: null, meanNow: 40 * HOUR, mix: 0, speed: 0, onlyNow: HOUR, onlyBefore: 0 },
    },
  ],
};
const answer: WhatChangedAnswer = {
  ...{ metric: 'review-cycle', clock: 'wall', withheld: null, nBefore: 40, nNow: 60, shift },
  before: { from: '2026-02-01', to: '2026-03-01' },
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('the waterfall', () => {
  it('begins each part where the last one ended, and ends at the mean now', () => {
    const { bars } = prepareWaterfall(answer, shift);
    expect(bars.map(({ label, from, to, kind }) => [label, from / HOUR, to / HOUR, kind])).toEqual([
      ['Mean before', 0, 30, 'whole'],
      ['Other mix', 30, 34, 'longer'],
      ['Speed', 34, 19, 'shorter'],
      ['Only now', 19, 20, 'longer'],
      ['Mean now', 0, 20, 'whole'],
    ]);
  });

  it('is one sentence for those who hear it, and says that it is about means', () => {
    expect(plain(prepareWaterfall(answer, shift).summary)).toBe(
      'Review cycle time: the mean is 10 h shorter than in the period before, 20 h against 1 d 6 h (all hours): other mix +4 h, speed −15 h, only now +1 h.',
    );
  });
});

it('tells of each kind its share and its mean, before and now', () => {
  const rows = prepareKinds(answer, shift).map((row) => [
    row.name,
    plain(row.text),
    plain(row.sentence),
  ]);
  expect(rows).toEqual([
    ['web, size L', '−11 h', '25 % → 50 % of the work (+4 h); mean 2 d 12 h → 1 d 6 h (−15 h).'],
    ['api, size S, bots', '+1 h', 'Only now: 3, 1 d 16 h in the mean.'],
  ]);
});
