const LINE_FEED = 0x0a;

/**
 * Cuts bytes at line feeds alone (a text may hold other characters that end a line elsewhere) and gives the whole
 * lines of each piece. What follows the last line feed is a line too.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let pieces: Buffer[] = [];
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last < 0) {
      pieces.push(chunk);
      continue;
    }
    const whole = Buffer.concat([...pieces, chunk.subarray(0, last)]);
    pieces = [chunk.subarray(last + 1)];
    yield whole.toString('utf8').split('\n');
  }
  const rest = Buffer.concat(pieces);
  if (rest.length > 0) {
    yield [rest.toString('utf8')];
  }
}
