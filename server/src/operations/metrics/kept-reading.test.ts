import { expect, test } from 'vitest';
import { keepReading } from './kept-reading.ts';

function countedSource() {
  let asked = 0;
  const waiting: ((value: number) => void)[] = [];
  return {
    read: () => {
      asked += 1;
      return new Promise<number>((resolve) => waiting.push(resolve));
    },
    answer: (value: number) => waiting.shift()?.(value),
    asked: () => asked,
  };
}

test('readers at the same time share one question, and those after it its answer', async () => {
  const source = countedSource();
  let nowMs = 0;
  const kept = keepReading(source.read, { keepMs: 100, patienceMs: 60_000, nowMs: () => nowMs });
  const readers = Promise.all([kept.read(), kept.read()]);
  source.answer(7);
  expect(await readers).toEqual([7, 7]);
  nowMs = 99;
  expect(await kept.read()).toBe(7);
  expect(source.asked()).toBe(1);
  nowMs = 100;
  const later = kept.read();
  source.answer(8);
  expect(await later).toBe(8);
});

test('a source that does not answer in time is null, and is not asked again while it is at it', async () => {
  const source = countedSource();
  const kept = keepReading(source.read, { keepMs: 60_000, patienceMs: 1 });
  expect(await kept.read()).toBeNull();
  expect(await kept.read()).toBeNull();
  expect(source.asked()).toBe(1);
});

test('a source that fails is null, and is asked again', async () => {
  let asked = 0;
  const failing = () => {
    asked += 1;
    return Promise.reject(new Error('away'));
  };
  const kept = keepReading(failing, { keepMs: 60_000, patienceMs: 60_000 });
  expect(await kept.read()).toBeNull();
  expect(await kept.read()).toBeNull();
  expect(asked).toBe(2);
});
