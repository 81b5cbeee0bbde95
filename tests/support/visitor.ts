import type { AppRouter } from '@bellwether/server/trpc/app-router';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { streamEvents } from './stream-events.ts';

/** Where somebody stands who opens a server under test. */
export type VisitorOptions = {
  /** Through a proxy, from this address; else straight from this machine. */
  from?: string;
  userAgent?: string;
};

export type Posted = { status: number; body: unknown };

/** A browser without a screen: it keeps cookies, says whence it comes, and follows no redirect by itself. */
export function openVisitor(url: string, options: VisitorOptions = {}) {
  const jar = new Map<string, string>();
  const raw: string[] = [];
  const { from, userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' } = options;
  const headers = () => ({
    origin: url,
    'sec-fetch-site': 'same-origin',
    'user-agent': userAgent,
    ...(jar.size === 0 ? {} : { cookie: cookieHeader() }),
    ...(from === undefined ? {} : { 'x-forwarded-for': from }),
  });
  const cookieHeader = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const visit = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(address, {
      ...init,
      headers: { ...headers(), ...init.headers },
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      raw.push(cookie);
      keep(jar, cookie);
    }
    return response;
  };
  const call = (address: RequestInfo | URL | string, init?: object) =>
    visit(address as string, init as RequestInit);
  const trpc = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url: `${url}/trpc` }),
        false: httpLink({ url: `${url}/trpc`, fetch: call }),
      }),
    ],
  });
  return {
    trpc,
    visit,
    /** All `Set-Cookie` headers that came, as they were. */
    setCookies: raw,
    cookieHeader,
    jar,
    /** Posts JSON to an address of the server. */
    async post(path: string, body: object = {}): Promise<Posted> {
      const response = await visit(`${url}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      return { status: response.status, body: await response.json() };
    },
    /** Where an address leads. */
    async follow(address: string): Promise<string> {
      const response = await visit(address);
      const location = response.headers.get('location');
      if (location === null) {
        throw new Error(`${address} leads nowhere: ${response.status} ${await response.text()}`);
      }
      return new URL(location, address).href;
    },
    /** Live answers of a subscription, as they come over the wire. */
    stream: (path: string) => streamEvents(`${url}/trpc/${path}`, headers()),
  };
}

export type Visitor = ReturnType<typeof openVisitor>;

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) {
    jar.delete(name);
  } else {
    jar.set(name, value);
  }
}
