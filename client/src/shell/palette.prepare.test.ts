import type { FilterChoices } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { describe, expect, it } from 'vitest';
import { prepareEntries } from './palette.prepare.ts';

const pages = [
  { to: '/cycle-time', label: 'Cycle time' },
  { to: '/sync', label: 'Data' },
] as const;
const choices: FilterChoices = {
  repositories: [{ id: 'R_1', repository: 'acme/cycles' }],
  authors: ['cyrus', 'mira'],
  baseBranches: [],
  labels: [],
  teams: [],
  firstDay: null,
  lastDay: null,
};

describe('prepareEntries', () => {
  it('offers the pages before anything is typed', () => {
    const labels = prepareEntries('', { pages, choices, pullRequests: [] }).map((e) => e.label);
    expect(labels).toEqual(['Cycle time', 'Data']);
  });

  it('finds pages, repositories and people by any part of their names, in that order', () => {
    const labels = prepareEntries(' CY', { pages, choices, pullRequests: [] }).map((e) => e.label);
    expect(labels).toEqual(['Cycle time', 'acme/cycles', 'cyrus']);
  });

  it('leads a repository to its cycle time by id', () => {
    const [entry] = prepareEntries('acme', { pages, choices, pullRequests: [] });
    expect(entry).toMatchObject({ kind: 'filter', search: { repositories: ['R_1'] } });
  });
});
