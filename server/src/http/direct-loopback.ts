import type { IncomingMessage } from 'node:http';
import { isLoopbackAddress, isLoopbackName, nameOfHost } from '../access/loopback.ts';

/** What a proxy adds, or one that was told to say nothing of itself still speaks. */
const SIGNS_OF_A_PROXY = ['forwarded', 'via', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'];

/**
 * Whether a request came straight from this machine: over loopback, under a loopback name, through no proxy, and from no
 * page of another site. A proxy on this machine that hides itself well cannot be told apart from a person: one that
 * passes requests on must be told to add `X-Forwarded-For`, as all of them can.
 */
export function isDirectLoopback(request: IncomingMessage): boolean {
  const { headers, socket } = request;
  return (
    isLoopbackAddress(socket.remoteAddress) &&
    isLoopbackName(nameOfHost(headers.host ?? '')) &&
    // A browser speaks 1.1; a proxy that was told nothing speaks 1.0.
    request.httpVersion !== '1.0' &&
    !Object.keys(headers).some(
      (name) => SIGNS_OF_A_PROXY.includes(name) || name.startsWith('x-forwarded-'),
    ) &&
    isOfLoopback(headers.origin) &&
    isOfLoopback(headers.referer)
  );
}

function isOfLoopback(address: string | undefined): boolean {
  if (address === undefined) {
    return true;
  }
  return URL.canParse(address) && isLoopbackName(new URL(address).hostname);
}
