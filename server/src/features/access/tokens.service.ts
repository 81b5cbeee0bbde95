import { scopeOf } from '@bellwether/shared/access/access.rules';
import { tokenScopeNames } from '@bellwether/shared/access/token-scopes';
import type {
  CreatedToken,
  CreateTokenInput,
  Token,
  TokenList,
} from '@bellwether/shared/access/tokens.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Caller } from '../../access/caller.types.ts';
import { makeToken } from '../../access/tokens/token-secret.ts';
import type { AppContext } from '../../app-context.ts';
import { expiresAtOf } from './token-expiry.rules.ts';
import { toToken } from './token-summary.map.ts';
import {
  countWorkingTokens,
  insertToken,
  loadToken,
  loadTokens,
  markRevoked,
} from './tokens.store.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'access'>;
type User = Caller & { userId: string };

const MOST_WORKING = 50;

/** The caller's tokens, and everybody's for those who look after them. */
export async function listTokens(app: Context, caller: User): Promise<TokenList> {
  const isEverybodys = seesAll(caller);
  const now = app.clock();
  const rows = await loadTokens(app.db.pool, isEverybodys ? null : caller.userId);
  const tokens = rows.map((row) => toToken(row, caller.userId, now));
  return {
    tokens: [
      ...tokens.filter(({ state }) => state === 'active'),
      ...tokens.filter(({ state }) => state !== 'active'),
    ],
    isEverybodys,
    hasBootstrapToken: isEverybodys ? app.access.hasBootstrapToken : null,
    grantable: grantableTo(caller),
  };
}

/**
 * Makes a token; it is in this answer, and nowhere afterwards.
 * @throws AppError `forbidden` with field `scopes` for more than the caller may do, and for the sample team's people
 */
export async function createToken(
  app: Context,
  caller: User,
  input: CreateTokenInput,
): Promise<CreatedToken> {
  if (caller.isSample) {
    throw new AppError('forbidden', 'People of the sample team make no tokens.', {
      remedy: 'Sign in as yourself.',
    });
  }
  const grantable = grantableTo(caller);
  if (!input.scopes.every((scope) => grantable.includes(scope))) {
    throw new AppError('forbidden', 'A token may do no more than you may.', {
      field: 'scopes',
      remedy: 'Choose among what the page offers.',
    });
  }
  const createdAt = app.clock();
  const expiresAt = expiresAtOf(input.expiry, createdAt);
  await refuseTooMany(app, caller.userId, createdAt);
  const { secret, hash, start } = makeToken();
  const { name, scopes } = input;
  const id = await insertToken(app.db.pool, {
    ...{ userId: caller.userId, name, tokenHash: hash, start, scopes, createdAt, expiresAt },
  });
  return { secret, token: await requireToken(app, caller, id) };
}

/** Ends a token at once, on every server; it stays in the list. One that was revoked before stays as it was. */
export async function revokeToken(app: Context, caller: User, tokenId: string): Promise<Token> {
  await requireToken(app, caller, tokenId);
  await markRevoked(app.db.pool, tokenId, { at: app.clock(), by: caller.name });
  return await requireToken(app, caller, tokenId);
}

function seesAll(caller: Caller): boolean {
  return scopeOf(caller, 'tokens.all') !== null;
}

function grantableTo(caller: Caller) {
  return caller.isSample ? [] : tokenScopeNames.filter((scope) => scopeOf(caller, scope) !== null);
}

async function requireToken(app: Context, caller: User, id: string): Promise<Token> {
  const row = await loadToken(app.db.pool, id, seesAll(caller) ? null : caller.userId);
  if (row === null) {
    throw new AppError('not_found', 'There is no such token among yours.', {
      remedy: 'Reload the page to see the tokens that there are.',
    });
  }
  return toToken(row, caller.userId, app.clock());
}

async function refuseTooMany({ db }: Context, userId: string, now: Date): Promise<void> {
  if ((await countWorkingTokens(db.pool, userId, now)) >= MOST_WORKING) {
    throw new AppError('conflict', `You have ${MOST_WORKING} tokens that work.`, {
      remedy: 'Revoke one that nothing uses any more.',
    });
  }
}
