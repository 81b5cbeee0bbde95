import type { Annotation, DurationBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { startOfDay } from '@bellwether/shared/time/local-day';
import type { Mark, Readout, TableTwin } from '../../charts/chart.types.ts';
import { formatShortDate } from '../../format/date.ts';

/** A mark and the place in the list of the bucket that holds its day. */
export type ChangeMark = Mark & { bucket: number };

/**
 * What was changed, in order of the days, each where its day begins: a column's width is its bucket from start to end.
 * Days outside of the buckets are left out.
 */
export function prepareMarks(
  annotations: readonly Annotation[],
  buckets: readonly Pick<DurationBucket, 'start' | 'end'>[],
  zone: string,
): ChangeMark[] {
  const sorted = [...annotations].sort((a, b) => a.on.localeCompare(b.on));
  return sorted.flatMap(({ on, text }) => {
    const at = startOfDay(on, zone) * 1000;
    const bucket = buckets.findIndex((b) => Date.parse(b.start) <= at && at < Date.parse(b.end));
    const found = buckets[bucket];
    if (found === undefined) {
      return [];
    }
    const [from, to] = [Date.parse(found.start), Date.parse(found.end)];
    const day = formatShortDate(new Date(at).toISOString(), zone);
    return [
      { position: bucket - 0.5 + (at - from) / (to - from), label: `${day}: ${text}`, bucket },
    ];
  });
}

type MarkedModel<C> = {
  columns: readonly C[];
  marks: readonly Mark[];
  summary: string;
  table: TableTwin;
};

/** What was changed while the line was drawn: a mark on its day, and words in the readout, the table and the summary. */
export function addMarks<C extends { readout: Readout }, M extends MarkedModel<C>>(
  model: M & { columns: readonly C[] },
  annotations: readonly Annotation[],
  { buckets, zone }: { buckets: readonly Pick<DurationBucket, 'start' | 'end'>[]; zone: string },
): M {
  const marks = prepareMarks(annotations, buckets, zone);
  if (marks.length === 0) {
    return model;
  }
  const words = buckets.map((_, index) =>
    marks.filter(({ bucket }) => bucket === index).map(({ label }) => label),
  );
  return {
    ...model,
    marks,
    columns: model.columns.map((column, index) => noteMarks(column, words[index] ?? [])),
    summary: [model.summary, ...marks.map(({ label }) => `${label}.`)].join(' '),
    table: {
      columns: [...model.table.columns, 'Changed then'],
      rows: model.table.rows.map((row, index) => [...row, (words[index] ?? []).join('; ')]),
    },
  };
}

function noteMarks<C extends { readout: Readout }>(column: C, words: readonly string[]): C {
  if (words.length === 0) {
    return column;
  }
  const sentences = [column.readout.note, ...words.map((word) => `${word}.`)];
  const note = sentences.filter((sentence) => sentence !== null).join(' ');
  return { ...column, readout: { ...column.readout, note } };
}
