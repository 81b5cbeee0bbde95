import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { isLoopbackAddress, isLoopbackName, nameOfHost } from '../access/loopback.ts';

export type OwnAddress = {
  /** BELLWETHER_URL. Null: not given. */
  publicUrl: string | null;
  /** HOST. */
  listenHost: string;
};

/**
 * Whether a request names this server: by the public address, by a loopback name when it came over loopback, or by the
 * address of this machine that it listens on. Any other name is another site's that points here (rebinding).
 */
export function isOwnHost(request: IncomingMessage, own: OwnAddress): boolean {
  const host = (request.headers.host ?? '').toLowerCase();
  const name = nameOfHost(host);
  if (isNamedTwice(request)) {
    return false;
  }
  if (own.publicUrl !== null && host === hostOf(own.publicUrl, host)) {
    return true;
  }
  const isLoopback = isLoopbackAddress(request.socket.remoteAddress);
  return (isLoopback && isLoopbackName(name)) || isListenedOn(name, own.listenHost);
}

/** A proxy may go by one of them, and this server by the other. */
function isNamedTwice({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1;
}

/** The host of an address as a browser would send it; with the port when the other one has it written out. */
function hostOf(url: string, like: string): string {
  const { host, hostname: name, port, protocol } = new URL(url);
  const standard = protocol === 'https:' ? '443' : '80';
  return port === '' && like.endsWith(`:${standard}`) ? `${name}:${standard}` : host;
}

function isListenedOn(name: string, listenHost: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '');
  if (listenHost === '0.0.0.0' || listenHost === '::') {
    return bare === hostname().toLowerCase() || isOfThisMachine(bare);
  }
  return bare === listenHost.toLowerCase() && !isLoopbackAddress(bare) && bare !== 'localhost';
}

function isOfThisMachine(address: string): boolean {
  return Object.values(networkInterfaces())
    .flatMap((one) => one ?? [])
    .some((one) => !one.internal && one.address.toLowerCase() === address);
}
