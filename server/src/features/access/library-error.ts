/** The code of a refusal by the sign-in library, `INVALID_CODE`. Null: it failed in another way. */
export function libraryCodeOf(error: unknown): string | null {
  const { body } = Object(error) as { body?: { code?: unknown } };
  return typeof body?.code === 'string' ? body.code : null;
}
