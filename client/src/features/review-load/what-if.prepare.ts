import type { WhatIf } from '@bellwether/shared/review-load/review-load.schema';
import type { TableTwin } from '../../charts/chart.types.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatCount } from '../../format/number.ts';

type Area = WhatIf['areas'][number];

/** The areas without somebody, as they stand on the page, to be taken along. */
export function tabulateWhatIf({ areas }: Pick<WhatIf, 'areas'>): TableTwin {
  return {
    columns: [
      ...['Area', 'Repository', 'First reviews', 'Theirs', 'Others left', 'Median now'],
      ...['Without them', '80 % interval', 'Could be trained'],
    ],
    rows: areas.map((area) => [
      ...[area.name, area.repository, formatCount(area.n), formatCount(area.byPerson)],
      ...[sayOthers(area), sayMedian(area), sayProjected(area), sayInterval(area)],
      sayTrainees(area),
    ]),
  };
}

export function sayOthers({ othersLeft }: Area): string {
  return othersLeft === 0 ? 'nobody' : formatCount(othersLeft);
}

export function sayMedian({ medianSeconds }: Area): string {
  return medianSeconds === null ? 'too few' : formatDuration(medianSeconds);
}

export function sayProjected({ projectedSeconds, n }: Area): string {
  if (projectedSeconds !== null) {
    return formatDuration(projectedSeconds);
  }
  return n < 5 ? 'too few' : 'nobody to draw from';
}

/** Empty where nothing is projected. */
export function sayInterval({ interval80, projectedSeconds }: Area): string {
  return interval80 === null || projectedSeconds === null
    ? ''
    : interval80.map(formatDuration).join(' – ');
}

export function sayTrainees({ trainees }: Area): string {
  return trainees.length === 0 ? '–' : trainees.map(sayTrainee).join('; ');
}

/** `Mira (wrote 7 here, reviewed 5 in src/, next to it)` */
function sayTrainee({ name, written, reviewed, neighbour }: Area['trainees'][number]): string {
  const evidence = [
    written === 0 ? null : `wrote ${formatCount(written)} here`,
    reviewed === 0 ? null : `reviewed ${formatCount(reviewed)} here`,
    neighbour === null
      ? null
      : `reviewed ${formatCount(neighbour.reviewed)} in ${neighbour.area}, next to it`,
  ].filter((words) => words !== null);
  return `${name ?? 'Somebody'} (${evidence.join(', ')})`;
}
