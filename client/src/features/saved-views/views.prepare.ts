import type { SavedView, ViewSearch } from '@bellwether/shared/saved-views/saved-views.schema';
import { type ViewPage, viewPages } from '@bellwether/shared/saved-views/view-pages';

/** What concerns the moment alone, and no view. */
const OF_THE_MOMENT = ['pr', 'incident'];

export function isViewPage(path: string): path is ViewPage {
  return (viewPages as readonly string[]).includes(path);
}

/** What an address says that is worth keeping: texts, numbers, choices; nothing that is undefined. */
export function searchToKeep(search: Record<string, unknown>): ViewSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      (entry): entry is [string, ViewSearch[string]] =>
        !OF_THE_MOMENT.includes(entry[0]) && isKept(entry[1]),
    ),
  );
}

function isKept(value: unknown): boolean {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string'))
  );
}

/** The view that the address shows at this moment, one's own first. Undefined: none. */
export function findShownView(
  views: readonly SavedView[],
  page: string,
  search: ViewSearch,
): SavedView | undefined {
  const text = canonical(search);
  const same = views.filter((view) => view.page === page && canonical(view.search) === text);
  return same.find(({ isOwn }) => isOwn) ?? same[0];
}

function canonical(search: ViewSearch): string {
  return JSON.stringify(Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Views of this page, then those of others, each group by name. */
export function groupViews(
  views: readonly SavedView[],
  page: string,
): { here: SavedView[]; elsewhere: SavedView[] } {
  return {
    here: views.filter((view) => view.page === page),
    elsewhere: views.filter((view) => view.page !== page),
  };
}

export const pageNames: Readonly<Record<ViewPage, string>> = {
  '/cycle-time': 'Cycle time',
  '/review-load': 'Review load',
  '/delivery': 'Delivery',
  '/incidents': 'Incidents',
  '/agreements': 'Agreements',
  '/interventions': 'Interventions',
};
