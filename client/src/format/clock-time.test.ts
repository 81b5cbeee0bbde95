import { describe, expect, it } from 'vitest';
import { minuteToText, textToMinute } from './clock-time.ts';

describe('times of a day', () => {
  it.each([
    ['09:00', 540],
    ['9:05', 545],
    ['24:00', 1440],
    ['24:01', null],
    ['25:00', null],
    ['', null],
  ])('reads %s as %s', (text, minute) => {
    expect(textToMinute(text)).toBe(minute);
  });

  it('writes minutes as people read them', () => {
    expect([minuteToText(0), minuteToText(545), minuteToText(1440)]).toEqual([
      '00:00',
      '09:05',
      '24:00',
    ]);
  });
});
