import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

const bodySchema = z.object({
  userId: z.string(),
  /** Null: as long as after signing in with a password. */
  expiresAt: z.date().nullable(),
});

/** Adds to the sign-in library what our services need: a session for somebody whom they let in. No browser reaches it. */
export function openSession() {
  return {
    id: 'open-session',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: bodySchema },
        async (ctx) => {
          const { userId, expiresAt } = ctx.body;
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(userId);
          if (user === null) {
            throw new Error('There is no such user.');
          }
          const session = await internalAdapter.createSession(
            userId,
            expiresAt !== null,
            expiresAt === null ? undefined : { expiresAt },
            expiresAt !== null,
          );
          await setSessionCookie(ctx, { session, user }, expiresAt !== null);
          return { sessionId: session.id };
        },
      ),
    },
  };
}
