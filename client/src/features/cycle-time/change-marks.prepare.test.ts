import { describe, expect, it } from 'vitest';
import { prepareMarks } from './change-marks.prepare.ts';

const weeks = [
  { start: '2026-03-02T00:00:00.000Z', end: '2026-03-09T00:00:00.000Z' },
  { start: '2026-03-09T00:00:00.000Z', end: '2026-03-16T00:00:00.000Z' },
];

describe('prepareMarks', () => {
  it('stands between two weeks when it was changed on the first day of the second', () => {
    const [mark] = prepareMarks([{ on: '2026-03-09', text: 'Reviews shared' }], weeks, 'UTC');
    expect(mark).toEqual({ position: 0.5, label: '9 Mar: Reviews shared', bucket: 1 });
  });

  it('stands within the week at the place of its day', () => {
    const [mark] = prepareMarks([{ on: '2026-03-04', text: 'x' }], weeks, 'UTC');
    expect(mark?.position).toBeCloseTo(-0.5 + 2 / 7);
    expect(mark?.bucket).toBe(0);
  });

  it('counts days where the reader lives', () => {
    const zone = 'Europe/Berlin';
    const berlin = [{ start: '2026-03-01T23:00:00.000Z', end: '2026-03-08T23:00:00.000Z' }];
    const [mark] = prepareMarks([{ on: '2026-03-02', text: 'x' }], berlin, zone);
    expect(mark).toEqual({ position: -0.5, label: '2 Mar: x', bucket: 0 });
  });

  it('comes in order of the days, without those outside of the period', () => {
    const annotations = ['2026-03-12', '2026-03-03', '2026-03-16', '2026-03-01'].map((on) => ({
      on,
      text: 'x',
    }));
    const labels = prepareMarks(annotations, weeks, 'UTC').map((mark) => mark.label);
    expect(labels).toEqual(['3 Mar: x', '12 Mar: x']);
  });
});
