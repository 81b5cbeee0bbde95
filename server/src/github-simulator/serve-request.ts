import { grantFor, type SimulatorToken, type TokenGrant } from './access-tokens.ts';
import { answerGraphql } from './answer-graphql.ts';
import { answerRest } from './answer-rest.ts';
import { answerInstead, damageAnswer, type FaultedAnswer, replacesAnswer } from './apply-fault.ts';
import type { FaultPlan } from './faults.ts';
import type { NodeLookup } from './graphql/node-lookup.ts';
import type { OauthSite } from './oauth-site.ts';
import type { RateLimits } from './rate-limits.ts';
import {
  installationTokens,
  isInstallationToken,
  refusalOfApp,
  type SimulatedApp,
} from './simulated-app.ts';
import { errorAnswer, type SimulatorAnswer } from './simulator-answer.ts';
import type { SimulatorRequest } from './simulator-request.ts';
import type { HookLog } from './webhooks-log.ts';
import type { World } from './world.types.ts';
import type { WorldIndex } from './world-index.ts';

export type SimulatorCounters = {
  requests: number;
  /** REST calls that count against the hour: those answered 304 do not. */
  restCalls: number;
  notModified: number;
  graphqlPoints: number;
  heavyPages: number;
};

/** Everything that outlives one request. */
export type SimulatedSite = {
  held: () => { index: WorldIndex; lookup: NodeLookup };
  /** From the next answer on another world is served. */
  replaceWorld: (world: World) => void;
  tokens: readonly SimulatorToken[] | undefined;
  /** Of installations of a GitHub App, made on request. */
  issuedTokens: SimulatorToken[];
  /** Null: any signature is taken, and every owner has installed it. */
  app: () => SimulatedApp | null;
  /** For signing in elsewhere with an account of the world. */
  oauth: OauthSite;
  limits: RateLimits;
  clock: () => Date;
  hooks: HookLog;
  faults: () => FaultPlan;
  heavyPageNodes: number;
  counters: SimulatorCounters;
};

export type ServedRequest = {
  request: SimulatorRequest;
  grant: TokenGrant;
  site: SimulatedSite;
  /** What it cost, for the log. */
  points: number;
};

export type Outcome = FaultedAnswer & { fault: string | null; points: number };

/** From a request to what the client gets of it, faults included. */
export async function serveRequest(
  site: SimulatedSite,
  request: SimulatorRequest,
): Promise<Outcome> {
  site.counters.requests += 1;
  const effect = site.faults().next(request);
  const fault = effect?.kind ?? null;
  if (effect !== null && replacesAnswer(effect)) {
    return { ...answerInstead(effect, site.clock(), request), fault, points: 0 };
  }
  const { answer, points } = await answerRequest(site, request);
  if (effect !== null) {
    return { ...damageAnswer(effect, answer, site.clock()), fault, points };
  }
  return { answer, delivery: 'whole', fault, points };
}

async function answerRequest(
  site: SimulatedSite,
  request: SimulatorRequest,
): Promise<{ answer: SimulatorAnswer; points: number }> {
  const { index } = site.held();
  const { world } = index;
  const ofOauth = site.oauth.answer(request, index);
  if (ofOauth !== null) {
    return { answer: ofOauth, points: 0 };
  }
  const refusal = refusalOfApp(request, site.app(), site.clock());
  if (refusal !== null) {
    return { answer: refusal, points: 0 };
  }
  const grant = grantFor(request.token, knownTokens(site, request.token), world, site.clock());
  if (grant === null) {
    return { answer: errorAnswer(401, 'Bad credentials'), points: 0 };
  }
  const served: ServedRequest = { request, grant, site, points: 0 };
  if (request.isGraphql && request.method === 'POST') {
    const answer = await answerGraphql(served);
    return { answer: withScopes(answer, grant), points: served.points };
  }
  return { answer: withScopes(answerRest(served), grant), points: served.points };
}

function knownTokens(site: SimulatedSite, token: string | null) {
  const { tokens, issuedTokens, app, held } = site;
  return isInstallationToken(token)
    ? installationTokens(issuedTokens, app(), held().index)
    : tokens;
}

/** Only classic tokens tell their scopes. */
function withScopes(answer: SimulatorAnswer, grant: TokenGrant): SimulatorAnswer {
  if (grant.kind !== 'classic') {
    return answer;
  }
  return { ...answer, headers: { ...answer.headers, 'x-oauth-scopes': grant.scopes.join(', ') } };
}
