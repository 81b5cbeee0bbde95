import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';

function* cut(bytes: Buffer, sizes: number[]): Generator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function linesOf(text: string, sizes: number[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const block of splitLines(Readable.from(cut(Buffer.from(text), sizes)))) {
    lines.push(...block);
  }
  return lines;
}

test('lines are the same however the bytes are cut, also within a character', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.replaceAll('\n', ' ')),
      ),
      fc.array(fc.nat(9)),
      async (lines, sizes) => {
        expect(await linesOf(lines.map((line) => `${line}\n`).join(''), sizes)).toEqual(lines);
      },
    ),
  );
});

test('other ends of a line do not cut, and a last line without a line feed is one', async () => {
  expect(await linesOf('a\r\u2028b\u0085\nrest', [1, 1])).toEqual(['a\r\u2028b\u0085', 'rest']);
});
