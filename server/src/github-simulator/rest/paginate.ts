export type Page<Item> = { items: readonly Item[]; link: string | null };

const DEFAULT_PAGE = 30;
const MAX_PAGE = 100;

/** One page of a list, 30 items unless `per_page` asks for up to 100, with the Link header that leads to the others. */
export function paginate<Item>(
  all: readonly Item[],
  query: URLSearchParams,
  address: string,
): Page<Item> {
  const perPage = Math.min(MAX_PAGE, wholeNumber(query.get('per_page')) ?? DEFAULT_PAGE);
  const page = wholeNumber(query.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const items = all.slice((page - 1) * perPage, page * perPage);
  return { items, link: linkHeader(query, address, page, last) };
}

function linkHeader(
  query: URLSearchParams,
  address: string,
  page: number,
  last: number,
): string | null {
  const links: string[] = [];
  const add = (relation: string, target: number) => {
    const params = new URLSearchParams(query);
    params.set('page', String(target));
    links.push(`<${address}?${params}>; rel="${relation}"`);
  };
  if (page > 1) {
    add('prev', Math.min(page - 1, last));
  }
  if (page < last) {
    add('next', page + 1);
    add('last', last);
  }
  if (page > 1) {
    add('first', 1);
  }
  return links.length === 0 ? null : links.join(', ');
}

function wholeNumber(text: string | null): number | null {
  const value = Number(text);
  return text !== null && Number.isInteger(value) && value > 0 ? value : null;
}
