import type { Args, GraphContext } from './graph-context.ts';

type Cursor = { index: number; key: string };

type ConnectionOptions<Item> = {
  /** What stays with an item when the list changes between two pages. */
  keyOf?: (item: Item) => string;
};

/** A page of a list as GitHub's connections give it. Cursors survive changes of the list where items have keys. */
export class Connection<Item> {
  readonly totalCount: number;
  readonly filteredCount: number;
  readonly pageCount: number;
  readonly pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
  readonly #items: readonly Item[];
  readonly #start: number;
  readonly #toNode: (item: Item) => unknown;
  readonly #options: ConnectionOptions<Item>;

  constructor(
    all: readonly Item[],
    args: Args,
    toNode: (item: Item) => unknown,
    options: ConnectionOptions<Item> = {},
  ) {
    const { start, end } = windowOf(all, args, options);
    this.#items = all.slice(start, end);
    this.#start = start;
    this.#toNode = toNode;
    this.#options = options;
    this.totalCount = all.length;
    this.filteredCount = all.length;
    this.pageCount = this.#items.length;
    this.pageInfo = {
      startCursor: this.#items.length > 0 ? this.#cursorAt(0) : null,
      endCursor: this.#items.length > 0 ? this.#cursorAt(this.#items.length - 1) : null,
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
    };
  }

  nodes(_args: Args, context: GraphContext): unknown[] {
    context.weight.nodes += this.#items.length;
    return this.#items.map((item) => this.#toNode(item));
  }

  edges(_args: Args, context: GraphContext): unknown[] {
    context.weight.nodes += this.#items.length;
    return this.#items.map((item, index) => ({
      cursor: this.#cursorAt(index),
      node: this.#toNode(item),
    }));
  }

  #cursorAt(index: number): string {
    const item = this.#items[index];
    const key = item === undefined ? '' : (this.#options.keyOf?.(item) ?? '');
    return encodeCursor({ index: this.#start + index, key });
  }
}

function windowOf<Item>(all: readonly Item[], args: Args, options: ConnectionOptions<Item>) {
  let start = 0;
  let end = all.length;
  const after = decodeCursor(args.after);
  const before = decodeCursor(args.before);
  if (after !== null) {
    start = Math.min(positionOf(all, after, options) + 1, all.length);
  }
  if (before !== null) {
    end = Math.max(start, Math.min(positionOf(all, before, options), all.length));
  }
  if (typeof args.first === 'number') {
    end = Math.min(end, start + args.first);
  } else if (typeof args.last === 'number') {
    start = Math.max(start, end - args.last);
  }
  return { start, end };
}

function positionOf<Item>(
  all: readonly Item[],
  cursor: Cursor,
  options: ConnectionOptions<Item>,
): number {
  const { keyOf } = options;
  const there = all[cursor.index];
  if (keyOf === undefined || (there !== undefined && keyOf(there) === cursor.key)) {
    return cursor.index;
  }
  const moved = all.findIndex((item) => keyOf(item) === cursor.key);
  return moved === -1 ? cursor.index : moved;
}

function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`cursor:${cursor.index}:${cursor.key}`).toString('base64');
}

function decodeCursor(value: unknown): Cursor | null {
  if (typeof value !== 'string') {
    return null;
  }
  const match = Buffer.from(value, 'base64')
    .toString('utf8')
    .match(/^cursor:(\d+):(.*)$/s);
  if (match === null) {
    throw new InvalidCursorError(value);
  }
  return { index: Number(match[1]), key: match[2] ?? '' };
}

/** A cursor that no answer of this server ever gave. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  readonly extensions = { type: 'INVALID_CURSOR_ARGUMENTS' };
  constructor(cursor: string) {
    super(`\`${cursor}\` is not a valid cursor.`);
  }
}
