import type { IncomingMessage } from 'node:http';
import type { BodyShare } from './body-budget.ts';

/** How long what a refused sender still sends is thrown away, so that it gets to read the answer. */
const LINGER_MS = 1_000;

/** The body as it came; null: it is beyond the limit, and the rest was not read. Rejects when the sender goes away. */
export async function readLimitedBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | null> {
  const body = await readShared(request, limitBytes, UNSHARED);
  return body === 'no-room' ? null : body;
}

const UNSHARED: Pick<BodyShare, 'take'> = { take: () => true };

/** The same, of memory that bodies share; `no-room`: there was not enough left, and the rest was not read. */
export function readShared(
  request: IncomingMessage,
  limitBytes: number,
  share: Pick<BodyShare, 'take'>,
): Promise<Buffer | null | 'no-room'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      const isBeyond = bytes > limitBytes;
      if (isBeyond || !share.take(chunk.length)) {
        request.off('data', onData);
        request.pause();
        resolve(isBeyond ? null : 'no-room');
        return;
      }
      chunks.push(chunk);
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('The sender went away.')));
  });
}

/** After an answer to a request that was not read to its end: what still comes is thrown away for a moment, then cut off. */
export function cutOffSoon(request: IncomingMessage): void {
  if (request.complete) {
    return;
  }
  const timer = setTimeout(() => request.socket.destroy(), LINGER_MS);
  timer.unref();
  request.once('end', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
