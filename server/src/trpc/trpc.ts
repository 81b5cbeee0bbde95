import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { Capability } from '@bellwether/shared/access/capabilities';
import { AppError } from '@bellwether/shared/errors/app-error';
import { initTRPC } from '@trpc/server';
import type { Caller, Origin } from '../access/caller.types.ts';
import type { AppContext } from '../app-context.ts';
import type { AuditNote } from '../audit/audit-entry.types.ts';
import { maskSecrets } from '../audit/mask-secrets.rules.ts';
import { toPublicError, toTransportCode } from './public-error.ts';

export type RequestContext = {
  app: AppContext;
  /** Null: nobody is signed in. */
  caller: Caller | null;
  origin: Origin;
};

type Meta = { capability: Capability };

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error }) => {
      const publicError = toPublicError(error);
      return {
        ...shape,
        message: publicError.message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          error: publicError,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const translateErrors = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (!result.ok && toPublicError(result.error).code === 'internal') {
    ctx.app.log.error({ err: result.error.cause ?? result.error, path }, 'a procedure failed');
  }
  if (!result.ok && result.error.cause instanceof AppError) {
    return { ...result, error: toTransportCode(result.error, result.error.cause) };
  }
  return result;
});

/** Each change by a person, and each one refused, in the audit log; services say more of it with `ctx.note`. */
const recordChanges = t.middleware(async ({ next, ctx, path, type, getRawInput }) => {
  if (type !== 'mutation') {
    return next();
  }
  const notes: AuditNote[] = [];
  const result = await next({ ctx: { ...ctx, note: (note: AuditNote) => notes.push(note) } });
  await recordMutation(ctx, path, result, notes, await getRawInput());
  return result;
});

/**
 * The only way to make a procedure: it names the capability that its caller must have. What it reads is limited to
 * `ctx.scope`; what a mutation changed is told with `ctx.note`, else its input stands in the audit log.
 */
export function procedure(capability: Capability) {
  return t.procedure
    .meta({ capability })
    .use(translateErrors)
    .use(({ ctx, next }) => next({ ctx: { ...ctx, note: (_: AuditNote) => undefined as unknown } }))
    .use(recordChanges)
    .use(({ ctx, next }) => {
      const scope = scopeOf(ctx.caller, capability);
      if (scope !== null) {
        return next({ ctx: { ...ctx, scope } });
      }
      if (ctx.caller === null) {
        throw new AppError('unauthenticated', 'Sign in to see this.');
      }
      throw new AppError('forbidden', 'Your role does not include this.', {
        remedy: 'An admin can give you another one on the page "Access".',
      });
    });
}

/** One that a person who is signed in calls about themselves; a token has no such self. */
export function ownProcedure(capability: Capability) {
  return procedure(capability).use(({ ctx, next }) => {
    const { caller } = ctx;
    if (caller === null || caller.userId === null) {
      throw new AppError('unauthenticated', 'Sign in to see this.');
    }
    return next({ ctx: { ...ctx, caller, userId: caller.userId } });
  });
}

async function recordMutation(
  ctx: RequestContext,
  path: string,
  result: { ok: boolean; error?: unknown },
  notes: readonly AuditNote[],
  input: unknown,
): Promise<void> {
  const { app, caller, origin } = ctx;
  const outcome = result.ok ? 'done' : 'refused';
  const told: readonly AuditNote[] = notes.length === 0 ? [{ after: maskSecrets(input) }] : notes;
  for (const note of told) {
    await app.audit.record({ ...note, action: path, outcome, caller, origin });
  }
}
