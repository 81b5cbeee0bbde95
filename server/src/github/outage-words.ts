import { RequestError } from 'octokit';
import { InnerAddressError } from '../access/inner-address-error.ts';

const STATUSES: Record<number, string> = {
  500: 'GitHub had an error of its own (status 500).',
  502: 'A gateway of GitHub got no good answer (status 502): the query may have been too large.',
  503: 'GitHub is down, overloaded or under maintenance (status 503).',
  504: 'GitHub took too long to answer (status 504).',
};

/** One sentence for a call that got no usable answer. */
export function describeOutage(cause: unknown): string {
  if (cause instanceof RequestError && cause.response !== undefined) {
    return (
      STATUSES[cause.status] ?? `GitHub is in trouble: it answered with status ${cause.status}.`
    );
  }
  const inner: unknown = Object(cause).cause;
  if (Object(inner).name === 'UnreadableAnswerError') {
    return `GitHub's answer could not be read: ${(inner as Error).message}`;
  }
  if (leadsInside(cause)) {
    return 'The address leads into a network that may not be entered; BELLWETHER_ALLOWED_NETWORKS can allow it.';
  }
  if (isTimeout(cause)) {
    return 'GitHub did not answer in time.';
  }
  if (isRedirectLoop(inner)) {
    return 'GitHub sends from one address to the next without an end.';
  }
  return isBrokenConnection(inner)
    ? 'The connection to GitHub broke off in the middle of an answer.'
    : 'GitHub could not be reached.';
}

export function isTimeout(error: unknown): boolean {
  return (
    Object(error).name === 'TimeoutError' || Object(Object(error).cause).name === 'TimeoutError'
  );
}

function leadsInside(error: unknown): boolean {
  for (let current = error; current !== undefined && current !== null; ) {
    if (current instanceof InnerAddressError) {
      return true;
    }
    current = Object(current).cause;
  }
  return false;
}

function isRedirectLoop(error: unknown): boolean {
  return /redirect count exceeded/i.test(String(Object(Object(error).cause).message ?? ''));
}

const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT']);

function isBrokenConnection(error: unknown): boolean {
  for (let current = error; current !== undefined && current !== null; ) {
    if (BROKEN.has(String(Object(current).code))) {
      return true;
    }
    current = Object(current).cause;
  }
  return /terminated|other side closed/i.test(String(Object(error).message ?? ''));
}
