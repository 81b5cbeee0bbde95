import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '@bellwether/shared/errors/app-error';
import { Agent, buildConnector, fetch as fetchThrough } from 'undici';
import type { Outgoing } from '../app-context.ts';
import { InnerAddressError } from './inner-address-error.ts';
import { type AllowedNetworks, mayGoTo, readAllowedNetworks } from './inner-networks.ts';

type Options = {
  /** BELLWETHER_ALLOWED_NETWORKS. */
  allowedNetworks: readonly string[];
  /** Addresses that the operator named, wherever they stand: GITHUB_API_URL. */
  trustedUrls: readonly string[];
};

type Guard = { allowed: AllowedNetworks; origins: Set<string> };

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The server's way out to addresses that a person can enter. What leads into a private network is refused when it is
 * entered, and again at every connection, after the name was looked up for that very connection: a name that changes
 * its mind in between gains nothing.
 */
export function createOutgoing({ allowedNetworks, trustedUrls }: Options): Outgoing {
  const allowed = readAllowedNetworks(allowedNetworks);
  const origins = new Set(trustedUrls.map((url) => new URL(url).origin));
  const guard: Guard = { allowed, origins };
  const agent = new Agent({ connect: createConnect(guard) });
  return {
    fetch: ((input: string | URL, init?: object) =>
      fetchThrough(input, { ...init, dispatcher: agent })) as unknown as typeof fetch,
    async refuseInner(url, field) {
      const { origin, hostname, username } = new URL(url);
      if (username !== '') {
        throw new AppError('invalid_input', 'The address holds a name or a password.', { field });
      }
      if (!origins.has(origin)) {
        await refuseHost(guard, bareHost(hostname), field);
      }
    },
    async resolve(host, field) {
      const addresses = await refuseHost(guard, bareHost(host), field);
      return addresses[0] ?? host;
    },
    trust: (url) => void origins.add(new URL(url).origin),
    close: () => agent.destroy(),
  };
}

/** @returns the addresses that were looked up; none when the name is not known: whoever calls it will say so. */
async function refuseHost({ allowed }: Guard, host: string, field: string): Promise<string[]> {
  const addresses = isIP(host) === 0 ? await addressesOf(host) : [host];
  if (!allowed.hosts.has(host) && !addresses.every((address) => mayGoTo(address, allowed))) {
    throw new AppError('invalid_input', `${host} stands in a network that may not be entered.`, {
      field,
      remedy:
        'Write an address of the public internet. Whoever runs this server can allow one of your own network with BELLWETHER_ALLOWED_NETWORKS.',
    });
  }
  return addresses;
}

function addressesOf(host: string): Promise<string[]> {
  return new Promise((resolve) => {
    lookUp(host, { all: true }, (error, found) => {
      resolve(error === null ? found.map(({ address }) => address) : []);
    });
  });
}

/** Connects only where the guard lets it; an IP address is never looked up, so it is held against it here. */
function createConnect(guard: Guard): buildConnector.connector {
  const anywhere = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  const guarded = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: createLookup(guard) });
  return (options, callback) => {
    const { protocol, hostname } = options;
    const port = options.port === '' ? '' : `:${options.port}`;
    const host = bareHost(hostname);
    const { origin } = new URL(`${protocol}//${host.includes(':') ? `[${host}]` : host}${port}`);
    if (guard.origins.has(origin) || guard.allowed.hosts.has(host)) {
      anywhere(options, callback);
    } else if (isIP(host) !== 0 && !mayGoTo(host, guard.allowed)) {
      callback(new InnerAddressError(host), null);
    } else {
      guarded(options, callback);
    }
  };
}

/** Looks a name up as every connection does; one address inside is enough to refuse them all. */
function createLookup({ allowed }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      const first = found?.[0];
      if (error !== null || first === undefined) {
        callback(error ?? new InnerAddressError(hostname), '', 0);
      } else if (!found.every(({ address }) => mayGoTo(address, allowed))) {
        callback(new InnerAddressError(hostname), '', 0);
      } else if (options.all === true) {
        callback(null, found);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

function bareHost(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$/g, '');
}
