import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AuditLog, Clock, RateLimits } from '../../app-context.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Log } from '../../log.ts';
import { findBootstrapCaller } from '../bootstrap-token.ts';
import type { Caller, Origin } from '../caller.types.ts';
import { networkOf } from '../network-of.ts';
import { readAuthorization, type TokenDoor } from './read-authorization.rules.ts';
import { findTokenByHash, markTokenUsed, type StoredToken } from './token.store.ts';
import { hashToken, isMade } from './token-secret.ts';
import { whyRefused } from './token-standing.rules.ts';

/** A use is written down at most this often. */
const USED_EVERY_MS = 60_000;
/** A program that goes on with a token of no worth is recorded at most this often. */
const REFUSAL_EVERY_MS = 3_600_000;

type Options = {
  db: Queryable;
  clock: Clock;
  log: Log;
  audit: AuditLog;
  limits: RateLimits;
  /** Null: there is none. */
  bootstrapToken: string | null;
};

export type IdentifyToken = (
  headers: IncomingHttpHeaders,
  origin: Origin,
  door: TokenDoor,
) => Promise<Caller | null>;

/**
 * Makes what finds out whose token a request shows. It asks the database each time, so that a token revoked on one server is
 * refused by all of them at once.
 */
export function createTokenCheck(options: Options): IdentifyToken {
  const refuseKnown = recordRefusals(options);
  return async (headers, origin, door) => {
    const shown = readAuthorization(headers.authorization, door);
    if (shown.kind === 'absent') {
      return null;
    }
    if (shown.kind === 'wrong') {
      throw new AppError('unauthenticated', shown.message, { remedy: shown.remedy });
    }
    const bootstrap = findBootstrap(options, shown.token, origin);
    if (bootstrap !== null) {
      return bootstrap;
    }
    const token = await findToken(options, shown.token, origin);
    const now = options.clock();
    const reason = whyRefused(token, now);
    if (reason !== null) {
      await refuseKnown(token, origin, reason, now);
      throw refusal(reason);
    }
    await noteUse(options, token, now);
    return callerOf(token);
  };
}

/** A token that people thought of could be guessed: who guesses waits. Those that are made here work whatever others try. */
function findBootstrap(options: Options, secret: string, origin: Origin): Caller | null {
  if (!isMade(secret)) {
    options.limits.refuseBlocked(wrongTryOf(origin));
  }
  return findBootstrapCaller(options.bootstrapToken, secret);
}

async function findToken(
  { db, limits, log }: Options,
  secret: string,
  origin: Origin,
): Promise<StoredToken> {
  const hash = hashToken(secret);
  const found = await findTokenByHash(db, hash);
  // The index found it by its hash, whose beginning nobody can choose; comparing anew costs nothing.
  if (found !== null && timingSafeEqual(Buffer.from(found.tokenHash), Buffer.from(hash))) {
    return found;
  }
  log.warn(nameOrigin(origin), 'a token that is not known was refused');
  await limits.take(wrongTryOf(origin));
  throw refusal('This token is not known.');
}

function wrongTryOf({ ipAddress }: Origin) {
  return { limit: 'token', key: networkOf(ipAddress) } as const;
}

function refusal(message: string): AppError {
  return new AppError('unauthenticated', message, {
    remedy: 'Make another one on the page "Tokens".',
  });
}

function callerOf({ id, name, scopes, owner }: StoredToken): Caller {
  const { userId, grants, personId, accountIds, accessVersion } = owner;
  return {
    ...{ kind: 'token', userId, sessionId: null, tokenId: id, name, isSample: false },
    ...{ grants, scopes, personId, accountIds, accessVersion },
  };
}

async function noteUse({ db, log }: Options, token: StoredToken, now: Date): Promise<void> {
  const since = new Date(now.getTime() - USED_EVERY_MS);
  if (token.lastUsedAt !== null && token.lastUsedAt > since) {
    return;
  }
  try {
    await markTokenUsed(db, token.id, now, since);
  } catch (error) {
    log.warn({ err: error, tokenId: token.id }, 'the use of a token could not be written down');
  }
}

function recordRefusals({ audit, log }: Options) {
  const recordedAtByToken = new Map<string, number>();
  return async ({ id, name }: StoredToken, origin: Origin, reason: string, now: Date) => {
    log.warn({ ...nameOrigin(origin), tokenId: id, reason }, 'a token was refused');
    const last = recordedAtByToken.get(id);
    if (last !== undefined && now.getTime() - last < REFUSAL_EVERY_MS) {
      return;
    }
    recordedAtByToken.set(id, now.getTime());
    await audit.record({
      ...{ action: 'tokens.refused', outcome: 'refused', caller: null, claimedName: name, origin },
      subject: { kind: 'token', id, name },
      after: { reason },
    });
  };
}

function nameOrigin({ requestId, ipAddress }: Origin) {
  return { requestId, ipAddress };
}
