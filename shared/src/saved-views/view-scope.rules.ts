import type { ViewSearch } from './saved-views.schema.ts';

/** What a view names that not everybody may see. */
export type NamedInView = { repositories: string[]; teams: string[]; authors: string[] };

export function namedInView(search: ViewSearch): NamedInView {
  const read = (key: string): string[] => {
    const value = search[key];
    if (value === undefined) {
      return [];
    }
    return (Array.isArray(value) ? value : [value]).map(String);
  };
  return {
    repositories: read('repositories'),
    teams: read('teams'),
    authors: [...read('authors'), ...read('person')],
  };
}

/** Whether a view may be shown to everybody: it must name no single person. */
export function mayBeShared(search: ViewSearch): boolean {
  return namedInView(search).authors.length === 0;
}
