import { AppError } from '@bellwether/shared/errors/app-error';
import type { z } from 'zod';

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 1024 * 1024;

/**
 * Asks a sign-in provider, and reads its JSON.
 * @throws AppError `upstream_*` in words, without what was sent
 */
export async function askProvider<Schema extends z.ZodType>(
  fetchFrom: typeof fetch,
  url: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<z.output<Schema>> {
  const { host } = new URL(url);
  const response = await fetchFrom(url, {
    ...init,
    headers: { accept: 'application/json', ...init.headers },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new AppError('upstream_unavailable', `${host} did not answer.`, { cause });
  });
  const text = await response.text();
  if (!response.ok || text.length > LONGEST_ANSWER) {
    throw new AppError('upstream_invalid_answer', `${host} answered ${response.status}.`);
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new AppError('upstream_invalid_answer', `${host} answered what is not understood.`);
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
