import { TRPCClientError } from '@trpc/client';

/** What a refused call said to the person. */
export type Refusal = {
  code: string;
  message: string;
  field: string | null;
  remedy: string | null;
};

/** @throws what was thrown instead, or that nothing was */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCClientError)) {
    throw error ?? new Error('the call was not refused');
  }
  return error.data.error;
}
