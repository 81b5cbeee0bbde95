import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatorToken } from './access-tokens.ts';
import { type FaultRule, planFaults } from './faults.ts';
import { createNodeLookup } from './graphql/node-lookup.ts';
import { createOauthSite, type SimulatedOauth } from './oauth-site.ts';
import { createRateLimits, type RateResource } from './rate-limits.ts';
import { sendOutcome } from './send-outcome.ts';
import { type SimulatedSite, type SimulatorCounters, serveRequest } from './serve-request.ts';
import type { SimulatedApp } from './simulated-app.ts';
import { errorAnswer } from './simulator-answer.ts';
import { readRequest } from './simulator-request.ts';
import type { WebhookEvent } from './webhook-payload.ts';
import { createHookLog, type DeliveryAttempt, type SimulatedHook } from './webhooks-log.ts';
import type { World } from './world.types.ts';
import { indexWorld } from './world-index.ts';

export type SimulatorLogEntry = {
  method: string;
  path: string;
  operation: string | null;
  status: number;
  points: number;
  fault: string | null;
};

export type SimulatorOptions = {
  world: World;
  /** 0 or absent: any free port. */
  port?: number;
  /** Absent: any token has all rights. */
  tokens?: SimulatorToken[];
  /** Absent: any signature of an App is taken, and every owner of a repository has installed it. */
  app?: SimulatedApp;
  /** Absent: nobody signs in elsewhere with an account of this world. */
  oauth?: SimulatedOauth;
  clock?: () => Date;
  faults?: FaultRule[];
  /** Seed of faults that come by chance. */
  faultSeed?: number;
  /** Items that an answer may hold before it is 502; absent: 20,000. */
  heavyPageNodes?: number;
  /** Hourly allowances per token; absent: 5,000 points and 5,000 calls, as GitHub gives. */
  rateLimits?: Partial<Record<RateResource, number>>;
  /** Where the pages that answers link to are said to be; absent: https://github.com. */
  webUrl?: string;
  log?: (entry: SimulatorLogEntry) => void;
};

export type SimulatorStats = SimulatorCounters & { faults: Record<string, number> };

export type Simulator = {
  /** `http://127.0.0.1:PORT`: what `GITHUB_API_URL` takes. */
  url: string;
  port: number;
  stats: () => SimulatorStats;
  /** From the next request on another world is served; allowances and counters stay. */
  replaceWorld: (world: World) => void;
  /** From the next request on other faults happen; their counts start anew. */
  replaceFaults: (rules: FaultRule[], seed?: number) => void;
  /** From the next request on the App is installed otherwise; tokens of installations that are gone are refused. */
  replaceApp: (app: SimulatedApp) => void;
  /** From now on this visitor stands before the page of the OAuth app. */
  replaceOauth: (oauth: SimulatedOauth) => void;
  /** Where deliveries go from now on; without a repository it is the GitHub App's hook. */
  addHook: (hook: Omit<SimulatedHook, 'id'>) => SimulatedHook;
  /** Tells the hooks of a repository what happened in the world as it is served; resolves with what they answered. */
  deliver: (repository: string, event: WebhookEvent) => Promise<DeliveryAttempt[]>;
  /** What became of a hook's deliveries, newest first. */
  attemptsOf: (hookId: number) => DeliveryAttempt[];
  close: () => Promise<void>;
};

const LIMITS: Record<RateResource, number> = { core: 5000, graphql: 5000, search: 30 };
const HEAVY_PAGE_NODES = 20_000;

/**
 * Serves a world on loopback as GitHub would: REST, GraphQL, allowances, faults. Rejects with the system's error (`code`
 * EADDRINUSE …) when the port cannot be had.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  let held = holdWorld(options.world);
  let faults = planFaults(options.faults ?? [], options.faultSeed ?? 1);
  let app = options.app ?? null;
  const clock = options.clock ?? (() => new Date());
  const site: SimulatedSite = {
    held: () => held,
    replaceWorld: (world) => {
      held = holdWorld(world);
    },
    tokens: options.tokens,
    issuedTokens: [],
    app: () => app,
    oauth: createOauthSite(options.oauth ?? null),
    limits: createRateLimits(clock, { ...LIMITS, ...options.rateLimits }),
    clock,
    hooks: createHookLog(clock),
    faults: () => faults,
    heavyPageNodes: options.heavyPageNodes ?? HEAVY_PAGE_NODES,
    counters: { requests: 0, restCalls: 0, notModified: 0, graphqlPoints: 0, heavyPages: 0 },
  };
  const server = createServer((message, response) => {
    void handle(site, message, response, options);
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stats: () => ({ ...site.counters, faults: faults.counts() }),
    replaceWorld: site.replaceWorld,
    replaceFaults: (rules, seed) => {
      faults = planFaults(rules, seed ?? 1);
    },
    addHook: (hook) => site.hooks.add(hook),
    deliver: (repository, event) => site.hooks.deliver(held.index.world, repository, event),
    replaceApp: (next) => {
      app = next;
    },
    replaceOauth: (oauth) => site.oauth.replace(oauth),
    attemptsOf: (hookId) => site.hooks.attemptsOf(hookId),
    close: () => close(server),
  };
}

function holdWorld(world: World) {
  const index = indexWorld(world);
  return { index, lookup: createNodeLookup(index) };
}

async function handle(
  site: SimulatedSite,
  message: Parameters<typeof readRequest>[0],
  response: ServerResponse,
  { log, webUrl }: Pick<SimulatorOptions, 'log' | 'webUrl'>,
): Promise<void> {
  try {
    const request = await readRequest(message);
    const outcome = await serveRequest(site, request);
    sendOutcome(response, outcome, request, { now: site.clock(), webUrl });
    log?.({
      method: request.method,
      path: request.path,
      operation: request.operationName,
      status: outcome.answer.status,
      points: outcome.points,
      fault: outcome.fault,
    });
  } catch (error) {
    const status = error instanceof RangeError ? 413 : 500;
    const reason = error instanceof Error ? error.message : String(error);
    const answer = errorAnswer(status, `The simulator failed: ${reason}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
