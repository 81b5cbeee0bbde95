import { describe, expect, test } from 'vitest';
import type { CommitGraph } from './commit-graph.ts';
import {
  comparedPairs,
  isKnownToBeUnknown,
  readComparisonsCursor,
  spanOf,
  spanToCompare,
  waitsUntil,
  withCompared,
  withFailed,
  withUnknown,
  writeComparisonsCursor,
} from './comparisons.rules.ts';
import { finishedDeployment } from './deployments.fixture.ts';

const nothing = readComparisonsCursor(null);
const now = new Date('2026-03-02T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60_000);
const pair = { baseSha: 'a', headSha: 'c' };
const failure = { code: 'upstream_unavailable', message: 'GitHub gave up.' };
const finished = (...shas: string[]) =>
  shas.map((sha, index) => finishedDeployment({ id: `d${index}`, sha }));
const span = (shas: string[], cursor: typeof nothing, at = now) =>
  spanToCompare(spanOf(finished(...shas), cursor, at), cursor, at);

describe('the span to compare', () => {
  test('is nothing with one deployment, or none, or the same version again', () => {
    expect(span([], nothing)).toBeNull();
    expect(span(['a'], nothing)).toBeNull();
    expect(span(['a', 'a'], nothing)).toBeNull();
  });

  test('is everything at first, and only what was added later', () => {
    expect(span(['a', 'b', 'c'], nothing)).toEqual({ baseSha: 'a', headSha: 'c' });
    const cursor = { ...nothing, baselineSha: 'a', headSha: 'c' };
    expect(span(['a', 'b', 'c'], cursor)).toBeNull();
    expect(span(['a', 'b', 'c', 'd'], cursor)).toEqual({ baseSha: 'c', headSha: 'd' });
  });

  test('is everything again when an earlier first deployment appears', () => {
    const cursor = { ...nothing, baselineSha: 'b', headSha: 'c' };
    expect(span(['a', 'b', 'c'], cursor)).toEqual({ baseSha: 'a', headSha: 'c' });
  });

  test('begins at the commit before the first deployment where that is told', () => {
    const [first, second] = finished('b', 'c');
    const told = [{ ...first, previousSha: 'a' }, second] as ReturnType<typeof finished>;
    expect(spanOf(told, nothing, now)).toEqual({ baseSha: 'a', headSha: 'c' });
  });

  test('leaves out a commit that GitHub does not know, and asks for it again after a week', () => {
    const cursor = withUnknown(nothing, pair, ['c'], now);
    expect(span(['a', 'b', 'c'], cursor, later(6))).toEqual({ baseSha: 'a', headSha: 'b' });
    expect(span(['a', 'b', 'c'], cursor, later(7))).toEqual(pair);
  });

  test('is not asked for again for a week when GitHub finds no way between the two', () => {
    const cursor = withUnknown(nothing, pair, [], now);
    expect(span(['a', 'c'], cursor, later(6))).toBeNull();
    expect(span(['a', 'c'], cursor, later(7))).toEqual(pair);
  });

  test('that failed is tried at the next two passes; failing still it waits longer each time, a day at most', () => {
    const once = withFailed(nothing, pair, failure, now);
    expect(span(['a', 'c'], once)).toEqual(pair);
    const minutes = [2, 3, 4, 5, 20].map((times) => {
      let cursor = once;
      for (let count = 0; count < times; count += 1) {
        cursor = withFailed(cursor, pair, failure, now);
      }
      expect(span(['a', 'c'], cursor)).toBeNull();
      return ((waitsUntil(cursor, pair, now)?.getTime() ?? 0) - now.getTime()) / 60_000;
    });
    expect(minutes).toEqual([15, 30, 60, 120, 1440]);
  });
});

test('a pair that was compared is neither unknown nor missing nor failed any more', () => {
  const failed = withFailed(withUnknown(nothing, pair, ['a'], now), pair, failure, now);
  const cursor = withCompared(withUnknown(failed, pair, [], now), pair);
  expect(cursor).toEqual({ ...nothing, compared: ['a...c'] });
});

test('lists of unknown and failed pairs without instants are asked for again', () => {
  const cursor = readComparisonsCursor('{"unknown":["a...c"],"failed":["a...c"]}');
  expect(isKnownToBeUnknown(cursor, pair, now)).toBe(false);
  expect(waitsUntil(cursor, pair, now)).toBeNull();
});

test('a cursor is read as it was written', () => {
  const unknown = withUnknown(withCompared(nothing, pair), pair, ['a'], now);
  const cursor = withFailed(unknown, pair, failure, now);
  expect(readComparisonsCursor(writeComparisonsCursor(cursor))).toEqual(cursor);
});

describe('pairs that the span answers', () => {
  const graph: CommitGraph = new Map([
    ['d', ['c']],
    ['c', ['b']],
    ['b', ['a']],
    ['a', []],
    ['z', []],
  ]);
  const cursor = { ...nothing, baselineSha: 'b', headSha: 'd' };

  test('are neighbours of one service that lie in it', () => {
    const web = finished('b', 'd').map((row) => ({ ...row, service: 'web' }));
    const all = [...finished('b', 'c'), ...web];
    expect([...comparedPairs(all, graph, cursor)]).toEqual(['b...c', 'b...d']);
  });

  test('are not those with an end outside: it is known for another reason', () => {
    expect([...comparedPairs(finished('a', 'b', 'z'), graph, cursor)]).toEqual([]);
  });

  test('are not those that GitHub could not compare', () => {
    const failed = withFailed(cursor, { baseSha: 'b', headSha: 'c' }, failure, now);
    expect([...comparedPairs(finished('b', 'c', 'd'), graph, failed)]).toEqual(['c...d']);
  });
});
