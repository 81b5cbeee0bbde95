import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiRoutes } from '@bellwether/server/http/api-v1';
import { healthRoutes } from '@bellwether/server/http/health';
import { createHttpApp } from '@bellwether/server/http/http-app';
import { registryCapability } from '@bellwether/server/http/schema-registry';
import { appRouter } from '@bellwether/server/trpc/app-router';
import { procedure, router } from '@bellwether/server/trpc/trpc';
import { type Capability, extentOf, mayAnybody } from '@bellwether/shared/access/capabilities';
import { initTRPC } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hollow } from '../support/hollow-app.ts';
import { INTERFACES_ALONE } from '../support/http-face.ts';
import { type MatrixCaller, makeCallers } from '../support/matrix-callers.ts';
import { readStreamUntil } from '../support/read-stream.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { walkProcedures, walkRoutes } from '../support/walk-interfaces.ts';

/** What asks for no capability, and what it asks for instead. */
const WITHOUT_CAPABILITY: Readonly<Record<string, string>> = {
  'ALL /webhooks/github': 'the signature of the delivery',
  'GET /healthz': 'nothing: it says that the process answers',
  'GET /readyz': 'nothing: it says whether the database answers',
  'ALL /api/auth/{*rest}': 'what the sign-in library asks for: this is how one signs in and out',
};

/** Addresses outside `/api/v1` that ask for one, with what they ask for. */
const OTHER_ADDRESSES: readonly { route: string; capability: Capability }[] = [
  { route: 'GET /metrics', capability: 'operations.read' },
  { route: 'GET /schema-registry/subjects', capability: registryCapability('GET') },
  { route: 'POST /schema-registry/subjects/a/versions', capability: registryCapability('POST') },
];

/** Mounted below a path without a route of their own: headers and limits, and the two interfaces that are walked by themselves. */
const MOUNTED = [
  '/api',
  '/trpc',
  '/webhooks',
  '/schema-registry',
  '/healthz',
  '/readyz',
  '/metrics',
];

const procedures = walkProcedures(appRouter);
const endpoints = [
  ...apiRoutes({} as never).map(({ method, path, capability }) => ({
    ...{ method: method.toUpperCase(), path: `/api/v1${path}`, capability },
  })),
  ...OTHER_ADDRESSES.map(({ route, capability }) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path, capability };
  }),
];

let server: TestServer;
let doors: Server;
let url: string;
let callers: MatrixCaller[];

beforeAll(async () => {
  server = await startTestServer();
  callers = await makeCallers(server.url, server.app);
  doors = createServer(createHttpApp(hollow(server.app), INTERFACES_ALONE));
  await new Promise<void>((resolve) => doors.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(doors.address() as AddressInfo).port}`;
});

afterAll(async () => {
  doors.closeAllConnections();
  await new Promise((resolve) => doors.close(resolve));
  await server.remove();
});

/** What the one table says: let in, not known (401), or known and refused (403). */
function expectedOf({ taken }: MatrixCaller, capability: Capability): 'in' | 401 | 403 {
  if (mayAnybody(capability) && (taken === null || taken.scopes === null)) {
    return 'in';
  }
  if (taken === null) {
    return 401;
  }
  const isInRole = taken.role !== 'no-role' && extentOf(taken.role, capability) !== null;
  const isInScopes = taken.scopes === null || taken.scopes.includes(capability);
  return isInRole && isInScopes ? 'in' : 403;
}

const told = (status: number) => (status === 401 || status === 403 ? status : 'in');

/** Asks the doors. A stream says by its first event whether its caller was let in. */
async function statusOf(path: string, init: RequestInit & { headers: Record<string, string> }) {
  const leaving = new AbortController();
  const headers = { ...init.headers, ...('cookie' in init.headers ? { origin: url } : {}) };
  const response = await fetch(`${url}${path}`, { ...init, headers, signal: leaving.signal });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const status = isStream ? await firstStatus(response) : response.status;
  leaving.abort();
  return told(status);
}

/** The status in a stream's first event after the greeting; 200 when it tells of no failure. */
async function firstStatus(response: Response): Promise<number> {
  const text = await readStreamUntil(response, (sofar) => firstEvent(sofar) !== undefined);
  const event = firstEvent(text);
  if (event === undefined) {
    throw new Error(`a stream ended without a word: ${text}`);
  }
  const isFailure = event.includes('event: serialized-error');
  return isFailure ? Number(/"httpStatus":(\d+)/.exec(event)?.[1]) : 200;
}

function firstEvent(text: string): string | undefined {
  return text
    .split('\n\n')
    .slice(0, -1)
    .find((event) => event.includes('data:') && !event.includes('event: connected'));
}

async function compare(
  ask: (caller: MatrixCaller) => Promise<'in' | 401 | 403>,
  expectOf: (caller: MatrixCaller) => 'in' | 401 | 403,
) {
  const actual: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const caller of callers) {
    actual[caller.name] = await ask(caller);
    expected[caller.name] = expectOf(caller);
  }
  expect(actual).toEqual(expected);
}

describe('every procedure', () => {
  it('names a capability of the table', () => {
    expect(procedures.length).toBeGreaterThan(60);
    expect(procedures.filter(({ capability }) => capability === null)).toEqual([]);
  });

  it.each(procedures)('$path ($capability) lets in whom the table says', async (walked) => {
    const { path, type, capability } = walked;
    await compare(
      ({ headers }) =>
        type === 'mutation'
          ? statusOf(`/trpc/${path}`, {
              method: 'POST',
              headers: { ...headers, 'content-type': 'application/json' },
              body: '{}',
            })
          : statusOf(`/trpc/${path}`, { headers }),
      // Tokens are for programs: the pages' own interface does not know them.
      (caller) =>
        expectedOf(
          caller.shows === 'token' ? { ...caller, taken: null } : caller,
          capability ?? 'audit.read',
        ),
    );
  });
});

describe('every address', () => {
  it('is in the table, or says why it asks for no capability', () => {
    const routes = walkRoutes(createHttpApp(hollow(server.app), INTERFACES_ALONE));
    const known = [
      ...Object.keys(WITHOUT_CAPABILITY),
      ...endpoints
        .filter(({ path }) => !path.startsWith('/schema-registry/'))
        .map(({ method, path }) => `${method} ${path}`),
    ];
    expect(routes.filter((route) => !route.startsWith('USE ')).sort()).toEqual(known.sort());
    const mounted = routes.filter((route) => route.startsWith('USE ')).map((one) => one.slice(4));
    expect([...new Set(mounted)].filter((path) => !MOUNTED.includes(path))).toEqual([]);
  });

  it.each(endpoints)('$method $path ($capability) lets in whom the table says', async (one) => {
    const { method, path, capability } = one;
    await compare(
      ({ headers }) =>
        statusOf(path.replace(':name', 'review-cycle'), {
          method,
          headers: {
            ...headers,
            ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
            // To programs of this machine itself its figures are open.
            ...(path === '/metrics' ? { via: '1.1 proxy' } : {}),
          },
          ...(method === 'POST' ? { body: '{}' } : {}),
        }),
      (caller) => expectedAt(path, caller, capability),
    );
  });
});

/** A token that is worth nothing is refused wherever it is shown; a registry's clients have no cookies. */
function expectedAt(path: string, caller: MatrixCaller, capability: Capability) {
  if (caller.shows === 'token' && caller.taken === null) {
    return 401;
  }
  const isRegistry = path.startsWith('/schema-registry');
  const taken = isRegistry && caller.shows === 'cookie' ? { ...caller, taken: null } : caller;
  return mayAnybody(capability) ? 'in' : expectedOf(taken, capability);
}

describe('what would slip by', () => {
  const bare = initTRPC.create();

  it('is found: a procedure that was made another way', () => {
    const planted = router({
      deep: router({ open: bare.procedure.query(() => 'everything') }),
      named: bare.procedure.meta({ capability: 'see.all' }).query(() => 'everything'),
      right: procedure('jobs.read').query(() => 'some'),
    } as never) as unknown as Parameters<typeof walkProcedures>[0];
    expect(walkProcedures(planted)).toEqual([
      { path: 'deep.open', type: 'query', capability: null },
      { path: 'named', type: 'query', capability: null },
      { path: 'right', type: 'query', capability: 'jobs.read' },
    ]);
  });

  it('is found: an address beside the table, in a router within a router, or mounted whole', () => {
    const http = createHttpApp(hollow(server.app), INTERFACES_ALONE);
    const known = walkRoutes(http);
    const outer = healthRoutes(server.app);
    outer.use('/inner', healthRoutes(server.app));
    http.use('/api/v2', outer);
    http.delete('/api/v1/sync', () => undefined);
    http.use('/dump', (_request, response) => {
      response.json({});
    });
    expect(walkRoutes(http).slice(known.length)).toEqual([
      'GET /api/v2/healthz',
      'GET /api/v2/readyz',
      'GET /api/v2/inner/healthz',
      'GET /api/v2/inner/readyz',
      'DELETE /api/v1/sync',
      'USE /dump',
    ]);
  });

  it('does not compile: a procedure without a capability, or with one that is not in the table', () => {
    const made = () => [
      // @ts-expect-error a procedure names what its caller must have
      procedure(),
      // @ts-expect-error and the table knows it
      procedure('see.all'),
    ];
    expect(made).toBeInstanceOf(Function);
  });
});
