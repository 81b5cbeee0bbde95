import { scopeOf } from '@bellwether/shared/access/access.rules';
import { type Capability, mayAnybody } from '@bellwether/shared/access/capabilities';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Request, RequestHandler, Response } from 'express';
import type { Caller, Origin } from '../access/caller.types.ts';
import type { AppContext } from '../app-context.ts';
import type { AuditNote } from '../audit/audit-entry.types.ts';
import { challenge } from './challenge.ts';
import { noteCaller } from './request-caller.ts';
import { originOf } from './request-origin.ts';

/** What a handler may rely on: who asks, which rows the answer may be made of, and where the request came from. */
export type EndpointAccess = {
  caller: Caller | null;
  scope: RowScope;
  origin: Origin;
  /** Writes to the audit log what was changed. */
  record: (action: string, note: AuditNote) => Promise<void>;
};

export type EndpointHandler = (
  request: Request,
  response: Response,
  access: EndpointAccess,
) => Promise<void> | void;

/**
 * An address for programs and downloads: it names the capability that its caller must have. A token comes first; without
 * one, the session of a page's download counts.
 */
export function endpoint(
  app: AppContext,
  capability: Capability,
  handler: EndpointHandler,
): RequestHandler {
  return async (request, response) => {
    const origin = originOf(request);
    const { caller, scope } = await enter(app, capability, request, origin).catch((error) => {
      challenge(request, response, error, 'bearer');
      throw error;
    });
    const record = (action: string, note: AuditNote) =>
      app.audit.record({ ...note, action, outcome: 'done', caller, origin });
    await handler(request, response, { caller, scope, origin, record });
  };
}

async function enter(app: AppContext, capability: Capability, request: Request, origin: Origin) {
  const caller =
    (await app.access.identifyToken(request.headers, origin)) ??
    (await app.access.identifySession(request.headers, origin));
  noteCaller(request, caller);
  const scope = scopeOf(caller, capability);
  if (scope === null) {
    throw refusalOf(caller, capability);
  }
  return { caller, scope };
}

/** What somebody without the capability is told: to show a token, which scope it lacks, or that the role is another one. */
export function refusalOf(caller: Caller | null, capability: Capability): AppError {
  if (caller === null && !mayAnybody(capability)) {
    return new AppError('unauthenticated', 'This address asks for a token.', {
      remedy: 'Send Authorization: Bearer <token>; tokens are made on the page "Tokens".',
    });
  }
  if (caller?.grants.length === 0) {
    return new AppError('forbidden', 'You have no role here yet.', {
      remedy: 'Ask an admin to give you one.',
    });
  }
  return caller?.kind === 'token' && caller.scopes !== null && !caller.scopes.includes(capability)
    ? new AppError('forbidden', `This token lacks the scope ${capability}.`, {
        remedy: 'Make a token with that scope.',
      })
    : new AppError('forbidden', 'Your role does not include this.');
}
