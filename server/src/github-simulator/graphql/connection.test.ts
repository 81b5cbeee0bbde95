import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Connection, InvalidCursorError } from './connection.ts';
import type { Args, GraphContext } from './graph-context.ts';

const context = { weight: { nodes: 0 } } as GraphContext;

function page(items: readonly string[], args: Args) {
  const connection = new Connection(items, args, (item) => item, { keyOf: (item) => item });
  return { ...connection.pageInfo, nodes: connection.nodes({}, context) };
}

describe('pages of a connection', () => {
  test('forwards, every item comes once and in order, whatever the page size', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 15 }), (length, first) => {
        const items = Array.from({ length }, (_, index) => `item${index}`);
        const seen: unknown[] = [];
        let after: string | null = null;
        do {
          const current: ReturnType<typeof page> = page(items, { first, after });
          seen.push(...current.nodes);
          after = current.hasNextPage ? current.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual(items);
      }),
    );
  });

  test('backwards, every item comes once too', () => {
    const items = ['a', 'b', 'c', 'd', 'e'];
    const last = page(items, { last: 2 });
    expect(last).toMatchObject({ nodes: ['d', 'e'], hasPreviousPage: true, hasNextPage: false });
    expect(page(items, { last: 2, before: last.startCursor }).nodes).toEqual(['b', 'c']);
  });

  test('an item that moved is found again by its key', () => {
    const { endCursor } = page(['a', 'b', 'c'], { first: 2 });
    expect(page(['new', 'a', 'b', 'c'], { first: 2, after: endCursor }).nodes).toEqual(['c']);
  });

  test('an empty list has no cursors and no other page', () => {
    expect(page([], { first: 5 })).toEqual({
      startCursor: null,
      endCursor: null,
      hasNextPage: false,
      hasPreviousPage: false,
      nodes: [],
    });
  });

  test('a cursor that was never given is refused', () => {
    expect(() => page(['a'], { first: 1, after: 'nonsense' })).toThrow(InvalidCursorError);
  });

  test('given items add to the weight of the page, totals do not', () => {
    const weighed = { weight: { nodes: 0 } } as GraphContext;
    const connection = new Connection(['a', 'b', 'c'], { first: 2 }, (item) => item);
    expect(connection.totalCount).toBe(3);
    expect(weighed.weight.nodes).toBe(0);
    connection.nodes({}, weighed);
    expect(weighed.weight.nodes).toBe(2);
  });
});
