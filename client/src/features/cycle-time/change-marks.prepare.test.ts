import { describe, expect, it } from 'vitest';
import { addMarks, prepareMarks } from './change-marks.prepare.ts';

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

describe('addMarks', () => {
  const column = (note: string | null) => ({ readout: { title: 'A week', facts: [], note } });
  const model = {
    columns: [column('Too few.'), column(null)],
    marks: [],
    summary: 'It went down.',
    table: {
      columns: ['Week', 'n'],
      rows: [
        ['First', '2'],
        ['Second', '9'],
      ],
    },
  };

  it('tells a change in the drawing, in the readout of its column, in the table and aloud', () => {
    const marked = addMarks(model, [{ on: '2026-03-04', text: 'x' }], {
      buckets: weeks,
      zone: 'UTC',
    });
    expect(marked.marks).toHaveLength(1);
    expect(marked.columns.map(({ readout }) => readout.note)).toEqual(['Too few. 4 Mar: x.', null]);
    expect(marked.table.columns.at(-1)).toBe('Changed then');
    expect(marked.table.rows.map((row) => row.at(-1))).toEqual(['4 Mar: x', '']);
    expect(marked.summary).toBe('It went down. 4 Mar: x.');
  });

  it('leaves the chart as it is where nothing was changed', () => {
    expect(addMarks(model, [], { buckets: weeks, zone: 'UTC' })).toEqual(model);
  });
});
