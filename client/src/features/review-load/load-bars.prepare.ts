import type {
  ReviewLoadOverview,
  ShownLoad,
} from '@bellwether/shared/review-load/review-load.schema';
import type { BarListModel, BarRow } from '../../charts/bar-list.types.ts';
import { identityColors } from '../../format/identity-color.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { callName, effortWords, oneDecimal } from './load-words.prepare.ts';

const LEAST_SCALE = 2;
const MOST_SCALE = 6;

/**
 * Everybody's load index beside the fair share, in the order of the answer: by name, and never by rank (B12). Who did nothing and could
 * have stands there too. Null: single people are not told.
 */
export function prepareLoadBars(overview: ReviewLoadOverview): BarListModel | null {
  const { people } = overview;
  if (people === null) {
    return null;
  }
  const known = people.flatMap(({ loadIndex }) => loadIndex ?? []);
  const max = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, ...known) * 1.05);
  const colorOf = identityColors(namedKeys(overview));
  let unnamed = 0;
  const rows = people.map((person) => {
    unnamed += person.name === null && !person.isYou ? 1 : 0;
    return toRow(person, unnamed, colorOf(person.key));
  });
  return {
    rows,
    max,
    marker: { value: 1, label: 'Fair share' },
    summary: summarise(people),
    table: {
      columns: [
        'Person',
        'Load index',
        'Before',
        'Pull requests',
        'Effort',
        'Share',
        'Fair share',
        'Days there',
      ],
      rows: people.map((person, index) => [
        rows[index]?.label ?? '',
        oneDecimal(person.loadIndex),
        oneDecimal(person.previousLoadIndex),
        formatCount(person.pullRequests),
        effortWords(person.effortMinutes),
        shareOrDash(person.share),
        shareOrDash(person.fairShare),
        person.name === null ? '–' : oneDecimal(person.availableDays),
      ]),
    },
  };
}

/** Those whom the page colours, here and in the flows. */
export function namedKeys({ people }: Pick<ReviewLoadOverview, 'people'>): string[] {
  return (people ?? []).flatMap(({ name, key }) => (name === null ? [] : [key]));
}

function toRow(person: ShownLoad, unnamed: number, color: string): BarRow {
  const isNamed = person.name !== null;
  return {
    key: person.key,
    label: isNamed || person.isYou ? callName(person) : `Colleague ${unnamed}`,
    value: person.loadIndex,
    text: oneDecimal(person.loadIndex),
    detail: `${formatCountOf(person.pullRequests, 'pull request')} · ${effortWords(person.effortMinutes)}`,
    color: isNamed ? color : 'var(--bw-line-strong)',
    previous: person.previousLoadIndex,
    isOpen: isNamed && person.pullRequests > 0,
  };
}

function summarise(people: readonly ShownLoad[]): string {
  const above = people.filter(({ loadIndex }) => (loadIndex ?? 0) > 1.5).length;
  const none = people.filter(({ pullRequests }) => pullRequests === 0).length;
  return `Load index of ${formatCountOf(people.length, 'person', 'people')}, where 1 is the fair share: ${formatCount(above)} above 1.5, ${formatCount(none)} without a review.`;
}

function shareOrDash(share: number | null): string {
  return share === null ? '–' : formatShare(share);
}
