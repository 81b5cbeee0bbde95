import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { Capability } from '@bellwether/shared/access/capabilities';
import { AppError, type ErrorCode } from '@bellwether/shared/errors/app-error';
import { getTRPCErrorFromUnknown, initTRPC, type TRPCError } from '@trpc/server';
import type { Browser } from '../access/browser.types.ts';
import type { Caller, Origin } from '../access/caller.types.ts';
import type { AppContext } from '../app-context.ts';
import type { AuditNote } from '../audit/audit-entry.types.ts';
import { maskSecrets } from '../audit/mask-secrets.rules.ts';
import { toPublicError, toTransportCode } from './public-error.ts';
import { whileAllowed } from './while-allowed.ts';

export type RequestContext = {
  app: AppContext;
  /** Null: nobody is signed in. */
  caller: Caller | null;
  origin: Origin;
  browser: Browser;
};

type Meta = {
  capability: Capability;
  /** A mutation that changes nothing (a preview too large for a query): it is not recorded. */
  changesNothing?: boolean;
};

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

/** Each change by a person, and each one refused for lack of rights, in the audit log; services say more with `ctx.note`. */
const recordChanges = t.middleware(async ({ next, ctx, path, type, meta, getRawInput }) => {
  if (type !== 'mutation' || meta?.changesNothing === true) {
    return next();
  }
  const notes: AuditNote[] = [];
  const result = await next({ ctx: { ...ctx, note: (note: AuditNote) => notes.push(note) } });
  // A body without words is no input, and no reason to fail.
  await recordMutation(ctx, path, result, notes, await getRawInput().catch(() => undefined));
  return result;
});

/** Live answers end when their caller may no longer hear them, and fail in the same words as any other. */
async function* untilLost(
  values: AsyncIterable<unknown>,
  ctx: RequestContext,
  capability: Capability,
): AsyncGenerator<unknown> {
  try {
    const { app, caller } = ctx;
    yield* caller === null ? values : whileAllowed(values, app.access, caller, capability);
  } catch (error) {
    const cause = getTRPCErrorFromUnknown(error);
    throw cause.cause instanceof AppError ? toTransportCode(cause, cause.cause) : cause;
  }
}

const endWithAccess = t.middleware(async ({ next, ctx, type, meta }) => {
  const result = await next();
  if (type !== 'subscription' || !result.ok || meta === undefined) {
    return result;
  }
  const values = result.data as AsyncIterable<unknown>;
  return { ...result, data: untilLost(values, ctx, meta.capability) };
});

/**
 * The only way to make a procedure: it names the capability that its caller must have. What it reads is limited to
 * `ctx.scope`; what a mutation changed is told with `ctx.note`, else its input stands in the audit log.
 */
export function procedure(capability: Capability, more: Omit<Meta, 'capability'> = {}) {
  return t.procedure
    .meta({ capability, ...more })
    .use(translateErrors)
    .use(endWithAccess)
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
      throw refusalTo(ctx.caller);
    });
}

function refusalTo({ grants }: Caller): AppError {
  return grants.length === 0
    ? new AppError('forbidden', 'You have no role here yet.', {
        remedy: 'Ask an admin to give you one.',
      })
    : new AppError('forbidden', 'Your role does not include this.', {
        remedy: 'An admin can give you another one on the page "Access".',
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

/** A wrong field changed nothing and is no attempt at anything: it is not recorded. Nor are strangers, who could fill the log. */
const RECORDED_REFUSALS: readonly ErrorCode[] = ['forbidden', 'rate_limited', 'internal'];

async function recordMutation(
  { app, caller, origin }: RequestContext,
  action: string,
  result: { ok: true } | { ok: false; error: TRPCError },
  notes: readonly AuditNote[],
  input: unknown,
): Promise<void> {
  if (result.ok) {
    const told: readonly AuditNote[] = notes.length === 0 ? [{ after: maskSecrets(input) }] : notes;
    for (const note of told) {
      await app.audit.record({ ...note, action, outcome: 'done', caller, origin });
    }
    return;
  }
  const { code, message } = toPublicError(result.error);
  if (RECORDED_REFUSALS.includes(code)) {
    const outcome = code === 'internal' ? 'failed' : 'refused';
    const after = { reason: message, asked: keptOf(maskSecrets(input)) };
    await app.audit.record({ action, outcome, caller, origin, after });
  }
}

/** Of a refused call, what was asked with: nobody fills the log with a text of their own. */
const LONGEST_ASKED = 4_000;

function keptOf(asked: unknown): unknown {
  const { length } = JSON.stringify(asked) ?? '';
  return length <= LONGEST_ASKED ? asked : { leftOut: `${length} characters` };
}
