import { type Capability, mayRole, type Role } from '@bellwether/shared/access/capabilities';
import { AppError } from '@bellwether/shared/errors/app-error';
import { initTRPC } from '@trpc/server';
import type { AppContext } from '../app-context.ts';
import { toPublicError, toTransportCode } from './public-error.ts';

export type RequestContext = {
  app: AppContext;
  /** Null: nobody is signed in. */
  role: Role | null;
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

/** The only way to make a procedure: it names the capability that its caller must have. */
export function procedure(capability: Capability) {
  return t.procedure
    .meta({ capability })
    .use(translateErrors)
    .use(({ ctx, next }) => {
      if (ctx.role === null) {
        throw new AppError('unauthenticated', 'Sign in to see this.');
      }
      if (!mayRole(ctx.role, capability)) {
        throw new AppError('forbidden', 'Your role does not include this.');
      }
      return next({ ctx: { ...ctx, role: ctx.role } });
    });
}
