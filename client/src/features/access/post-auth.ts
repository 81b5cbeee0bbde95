import * as z from 'zod/mini';

const refusedSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.nullable(z.string()),
    remedy: z.nullable(z.string()),
  }),
});

/** A refusal in the shape in which every other one is read: see `readAppError`. */
class RefusedError extends Error {
  readonly data: { error: unknown };
  constructor(error: { message: string }) {
    super(error.message);
    this.data = { error };
  }
}

/**
 * Calls one of the addresses of signing in.
 * @throws Error that `readAppError` reads: why it was refused, or that nobody answered
 */
export async function postAuth<T>(
  path: string,
  body: object,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (response.ok) {
    return schema.parse(answer);
  }
  throw new RefusedError(refusedSchema.parse(answer).error);
}

/** What signing in and its second step answer. */
export const stepSchema = z.object({ next: z.enum(['in', 'second-factor']) });

/** Where the browser goes: a page of GitHub or of the provider. */
export const addressSchema = z.object({ url: z.string() });
