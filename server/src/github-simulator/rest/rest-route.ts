import type { Permission } from '../access-tokens.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { ServedRequest } from '../serve-request.ts';
import type { SimulatorAnswer } from '../simulator-answer.ts';
import type { WorldIndex } from '../world-index.ts';

/** What turns rows into GitHub's JSON: addresses and node ids. */
export type Shaping = { baseUrl: string; index: WorldIndex };

export type RestCall = {
  served: ServedRequest;
  shaping: Shaping;
  params: Record<string, string>;
  query: URLSearchParams;
};

/** An answer that is a list is cut into pages afterwards, and only the page is shaped. */
export type RestResult =
  | { kind: 'one'; body: unknown }
  | { kind: 'list'; items: readonly unknown[]; shape: (item: never) => unknown; wrap?: Wrap }
  | { kind: 'answer'; answer: SimulatorAnswer };

type Wrap = (page: unknown[], total: number) => unknown;

export type RestRoute = {
  method: 'GET' | 'POST';
  pattern: RegExp;
  /** For routes of a repository: one of these is needed of a fine-grained token. */
  permissions: Permission[];
  answer:
    | { of: 'site'; run: (call: RestCall) => RestResult }
    | { of: 'repository'; run: (repo: RepositoryIndex, call: RestCall) => RestResult };
};

/** A route outside of any repository. */
export function siteRoute(path: string, run: (call: RestCall) => RestResult): RestRoute {
  return { method: 'GET', pattern: compile(path), permissions: [], answer: { of: 'site', run } };
}

/** A route below `/repos/:owner/:repo`. */
export function repositoryRoute(
  path: string,
  permissions: Permission[],
  run: (repo: RepositoryIndex, call: RestCall) => RestResult,
): RestRoute {
  return {
    method: 'GET',
    pattern: compile(`/repos/:owner/:repo${path}`),
    permissions,
    answer: { of: 'repository', run },
  };
}

export function one(body: unknown): RestResult {
  return { kind: 'one', body };
}

export function list<Item>(
  items: readonly Item[],
  shape: (item: Item) => unknown,
  wrap?: Wrap,
): RestResult {
  return { kind: 'list', items, shape, ...(wrap === undefined ? {} : { wrap }) };
}

/** Thrown where there is nothing under an address. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** The row, or GitHub's 404. */
export function found<Row>(row: Row | undefined | null): Row {
  if (row === undefined || row === null) {
    throw new NotFoundError('Not Found');
  }
  return row;
}

/** `:name` is one part of a path, `*name` everything that is left. */
function compile(path: string): RegExp {
  const source = path
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*(\w+)/g, '(?<$1>.+)');
  return new RegExp(`^${source}$`);
}
