import { describe, expect, it } from 'vitest';
import { AnswerShelf, type Stored } from './answer-shelf.ts';

const stored = (version: number, bytes = 1_000): Stored => ({
  ...{ version, from: 0, until: null },
  bytes: new Uint8Array(bytes),
});

const keep = (shelf: AnswerShelf, question: string, one: Stored) =>
  shelf.fill(question, one.version, one.from, () => Promise.resolve(one));

describe('kept answers', () => {
  it('are of the version that is asked for, or there is none', async () => {
    const shelf = new AnswerShelf(1_000_000);
    const one = stored(7);
    await keep(shelf, 'a', one);
    expect(shelf.find('a', 7, 5)).toBe(one);
    expect(shelf.find('a', 8, 5)).toBeNull();
    expect(shelf.find('b', 7, 5)).toBeNull();
  });

  it('are good from the instant that they were worked out for, up to the one when they change', async () => {
    const shelf = new AnswerShelf(1_000_000);
    await keep(shelf, 'a', { ...stored(1), from: 100, until: 160 });
    const isKept = (now: number) => shelf.find('a', 1, now) !== null;
    expect([99, 100, 159, 160].map(isKept)).toEqual([false, true, true, false]);
  });

  it('give way to a newer version, and never come back when an older one ends later', async () => {
    const shelf = new AnswerShelf(1_000_000);
    let end: (made: Stored) => void = () => undefined;
    const slow = shelf.fill('a', 1, 0, () => new Promise((resolve) => (end = resolve)));
    await keep(shelf, 'a', stored(2));
    end(stored(1));
    expect((await slow).version).toBe(1);
    expect(shelf.find('a', 1, 0)).toBeNull();
    expect(shelf.find('a', 2, 0)?.version).toBe(2);
    expect(shelf.describe().entries).toBe(1);
  });

  it('are worked out once for all who ask at the same time', async () => {
    const shelf = new AnswerShelf(1_000_000);
    let works = 0;
    const work = () => {
      works += 1;
      return Promise.resolve(stored(1));
    };
    await Promise.all([1, 2, 3, 4].map((now) => shelf.fill('a', 1, now, work)));
    expect(works).toBe(1);
    expect(shelf.describe()).toMatchObject({ joined: 3, misses: 1 });
  });

  it('are not kept when they failed, for whoever waited for them', async () => {
    const shelf = new AnswerShelf(1_000_000);
    const fail = () => Promise.reject(new Error('away'));
    const asked = [shelf.fill('a', 1, 0, fail), shelf.fill('a', 1, 0, fail)];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await keep(shelf, 'a', stored(1));
    expect(shelf.find('a', 1, 0)).not.toBeNull();
  });

  it('take no more room than they are given: the one unused longest goes first', async () => {
    const shelf = new AnswerShelf(20_000);
    for (const question of ['a', 'b', 'c', 'd']) {
      await keep(shelf, question, stored(1, 2_000));
    }
    shelf.find('a', 1, 0);
    for (const question of ['e', 'f', 'g', 'h', 'i', 'j']) {
      await keep(shelf, question, stored(1, 2_000));
      expect(shelf.describe().bytes).toBeLessThanOrEqual(20_000);
    }
    expect(shelf.find('b', 1, 0)).toBeNull();
    expect(shelf.find('a', 1, 0)).not.toBeNull();
    await keep(shelf, 'huge', stored(1, 5_000));
    expect(shelf.find('huge', 1, 0)).toBeNull();
  });
});
