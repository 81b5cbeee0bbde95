import type {
  FilterChoices,
  PullRequestListItem,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import type { FilterSearch } from './filter/filter-search.schema.ts';
import type { NavigationPage } from './pages.ts';

export type PageEntry = Pick<NavigationPage, 'to' | 'label'>;

/** Something that can be gone to. `hint` says of what sort it is. */
export type Entry = { key: string; label: string; hint: string } & (
  | { kind: 'page'; to: PageEntry['to'] }
  | { kind: 'filter'; search: FilterSearch }
  | { kind: 'pull-request'; id: string }
);

const MOST_OF_A_SORT = 6;

type Found = {
  pages: readonly PageEntry[];
  choices: FilterChoices | undefined;
  pullRequests: readonly PullRequestListItem[];
};

/** What fits the words typed so far: pages first, then repositories, people and pull requests. */
export function prepareEntries(typed: string, found: Found): Entry[] {
  const needle = typed.trim().toLowerCase();
  const fits = (text: string) => text.toLowerCase().includes(needle);
  const pages = found.pages
    .filter((page) => fits(page.label))
    .map(
      (page): Entry => ({
        kind: 'page',
        key: page.to,
        label: page.label,
        hint: 'Page',
        to: page.to,
      }),
    );
  if (needle === '') {
    return pages;
  }
  const repositories = (found.choices?.repositories ?? [])
    .filter((r) => fits(r.repository))
    .slice(0, MOST_OF_A_SORT)
    .map((r): Entry => {
      const search = { repositories: [r.id] };
      return {
        kind: 'filter',
        key: r.id,
        label: r.repository,
        hint: 'Cycle time of the repository',
        search,
      };
    });
  const people = (found.choices?.authors ?? [])
    .filter(fits)
    .slice(0, MOST_OF_A_SORT)
    .map((login): Entry => {
      const search = { authors: [login] };
      return { kind: 'filter', key: `@${login}`, label: login, hint: 'Pull requests by', search };
    });
  const pullRequests = found.pullRequests.map(
    (item): Entry => ({
      kind: 'pull-request',
      key: item.id,
      label: item.title.slice(0, 200),
      hint: `${item.repository} #${item.number}`,
      id: item.id,
    }),
  );
  return [...pages, ...repositories, ...people, ...pullRequests];
}
