import { describe, expect, test } from 'vitest';
import { createAnswerClock } from './answer-clock.ts';

const now = new Date('2026-03-02T09:00:00.700Z');
const lastAfter = (...headers: (string | null)[]) => {
  const answers = createAnswerClock(() => now);
  for (const header of headers) {
    answers.note(header);
  }
  return answers.last()?.toISOString() ?? null;
};

describe("GitHub's clock at the last answer", () => {
  test('is the Date header where that is at or behind our clock', () => {
    expect(lastAfter('Mon, 02 Mar 2026 09:00:00 GMT')).toBe('2026-03-02T09:00:00.000Z');
    expect(lastAfter('Mon, 02 Mar 2026 07:30:00 GMT')).toBe('2026-03-02T07:30:00.000Z');
  });

  test('is never an instant of today that is still to come', () => {
    expect(lastAfter('Mon, 02 Mar 2026 10:00:00 GMT')).toBe('2026-03-02T09:00:00.000Z');
  });

  test('is GitHub’s where our own clock is off by days', () => {
    expect(lastAfter('Mon, 09 Mar 2026 09:00:00 GMT')).toBe('2026-03-09T09:00:00.000Z');
  });

  test('stays what it was when an answer has no date', () => {
    expect(lastAfter(null)).toBeNull();
    expect(lastAfter('Mon, 02 Mar 2026 08:00:00 GMT', null, 'soon')).toBe(
      '2026-03-02T08:00:00.000Z',
    );
  });
});
