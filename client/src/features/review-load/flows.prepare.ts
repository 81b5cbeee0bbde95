import type { PersonRef, ReviewPatterns } from '@bellwether/shared/review-load/review-load.schema';
import type { FlowModel, FlowNode } from '../../charts/flow.types.ts';
import { identityColors } from '../../format/identity-color.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { callName } from './load-words.prepare.ts';

/** More people than these on one side are told as one, so that every ribbon can be seen. */
const MOST_NODES = 12;
const REST = 'rest';

type Told = { author: string; reviewer: string; pullRequests: number };

/**
 * Who reviews whose pull requests: authors on the left, reviewers on the right, both by name. `coloured`: whoever
 * has a colour on the page already. Null: not told.
 */
export function prepareFlows(
  { flows, people }: ReviewPatterns,
  coloured: readonly string[] = [],
): FlowModel | null {
  if (flows === null) {
    return null;
  }
  const names = new Map(people.map((person) => [person.key, nameOf(person)]));
  const folded = fold(flows);
  const colorOfPerson = identityColors(
    coloured,
    people.map(({ key }) => key),
  );
  const summary = summarise(flows);
  const label = (key: string) => (key === REST ? 'The rest' : (names.get(key) ?? 'Others'));
  const nodes = (keys: readonly string[]): FlowNode[] =>
    [...new Set(keys)]
      .sort((a, b) => label(a).localeCompare(label(b), 'en', { sensitivity: 'base' }))
      .map((key) => ({
        key,
        label: label(key),
        color: isPerson(key) ? colorOfPerson(key) : 'var(--bw-line-strong)',
      }));
  const total = folded.reduce((sum, { pullRequests }) => sum + pullRequests, 0);
  return {
    sources: nodes(folded.map(({ author }) => author)),
    targets: nodes(folded.map(({ reviewer }) => reviewer)),
    flows: folded.map(({ author, reviewer, pullRequests }) => ({
      key: `${author} ${reviewer}`,
      source: author,
      target: reviewer,
      value: pullRequests,
      readout: {
        title: `${label(reviewer)} reviewed ${label(author)}`,
        facts: [
          { label: 'Pull requests', value: formatCount(pullRequests) },
          { label: 'Of all', value: `${Math.round((pullRequests / Math.max(1, total)) * 100)} %` },
        ],
        note: null,
      },
    })),
    summary,
    table: {
      columns: ['From and to', 'Author', 'Reviewer', 'Pull requests'],
      rows: flows.map(({ author, reviewer, pullRequests }) => [
        `${label(author)} → ${label(reviewer)}`,
        label(author),
        label(reviewer),
        formatCount(pullRequests),
      ]),
    },
  };
}

function nameOf(person: PersonRef): string {
  return person.key === 'others' ? 'Others' : callName(person);
}

function isPerson(key: string): boolean {
  return key !== 'others' && key !== 'machines' && key !== REST;
}

/** Beyond the largest on each side, the others are one. */
function fold(flows: readonly Told[]): Told[] {
  const keptAuthors = largest(flows, 'author');
  const keptReviewers = largest(flows, 'reviewer');
  const sums = new Map<string, Told>();
  for (const flow of flows) {
    const author = keptAuthors.has(flow.author) ? flow.author : REST;
    const reviewer = keptReviewers.has(flow.reviewer) ? flow.reviewer : REST;
    const place = `${author}\n${reviewer}`;
    const sum = sums.get(place)?.pullRequests ?? 0;
    sums.set(place, { author, reviewer, pullRequests: sum + flow.pullRequests });
  }
  return [...sums.values()];
}

function largest(flows: readonly Told[], end: 'author' | 'reviewer'): Set<string> {
  const sums = new Map<string, number>();
  for (const flow of flows) {
    sums.set(flow[end], (sums.get(flow[end]) ?? 0) + flow.pullRequests);
  }
  const keys = [...sums].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  return new Set(keys.length <= MOST_NODES + 1 ? keys : keys.slice(0, MOST_NODES));
}

function summarise(flows: readonly Told[]): string {
  const pairs = flows.length;
  const reviews = flows.reduce((sum, { pullRequests }) => sum + pullRequests, 0);
  return `${formatCountOf(reviews, 'review')} between ${formatCountOf(pairs, 'pair')} of author and reviewer.`;
}
