import type { ShownArea } from '@bellwether/shared/review-load/review-load.schema';
import type { TableTwin } from '../../charts/chart.types.ts';
import { formatCount } from '../../format/number.ts';
import { oneDecimal } from './load-words.prepare.ts';

export const sourceWords: Readonly<Record<ShownArea['source'], string>> = {
  'team-path': 'path of a team',
  'code-owners': 'CODEOWNERS',
  folder: 'folder',
};

/** The areas as they stand on the page, to be taken along. */
export function tabulateAreas(areas: readonly ShownArea[]): TableTwin {
  return {
    columns: [
      ...['Area', 'Repository', 'From', 'Reviewed', 'Effective reviewers'],
      ...['Absence factor, reviews', 'Merged', 'Effective authors', 'Absence factor, authors'],
      'Who',
    ],
    rows: areas.map((area) => [
      ...[area.name, area.repository, sourceWords[area.source], countOrDash(area.reviewed)],
      ...[oneDecimal(area.reviewers.effective), countOrDash(area.reviewers.absenceFactor)],
      ...[countOrDash(area.written), oneDecimal(area.authors.effective)],
      ...[countOrDash(area.authors.absenceFactor), sayPeople(area)],
    ]),
  };
}

/** `Mira 12, Ana 3`, or why nobody is named. */
export function sayPeople({ people, withheld }: Pick<ShownArea, 'people' | 'withheld'>): string {
  if (withheld !== null) {
    return 'withheld: fewer than three people';
  }
  if (people === null) {
    return 'not shown to your role';
  }
  const named = people.filter(({ reviewed }) => reviewed > 0);
  return named.length === 0
    ? '–'
    : named.map(({ name, reviewed }) => `${name ?? 'Others'} ${formatCount(reviewed)}`).join(', ');
}

export function countOrDash(count: number | null): string {
  return count === null ? '–' : formatCount(count);
}
