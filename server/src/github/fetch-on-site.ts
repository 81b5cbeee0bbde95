import { UnreadableAnswerError } from './github-errors.ts';

const MOST_REDIRECTS = 10;
const REDIRECTS = new Set([301, 302, 307, 308]);

/**
 * Follows redirects as long as they stay at the same origin: a renamed repository answers with one. The token goes nowhere
 * else, and neither does the server. What was posted is not sent to another place unless GitHub says that it may be.
 */
export async function fetchOnSite(
  fetchOnce: typeof fetch,
  url: string,
  init: RequestInit,
): Promise<Response> {
  let at = url;
  for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
    const response = await fetchOnce(at, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null || !mayRepeat(response, init)) {
      return response;
    }
    await response.body?.cancel();
    const next = URL.canParse(location, at) ? new URL(location, at) : null;
    if (next?.origin !== new URL(url).origin) {
      throw failed(new UnreadableAnswerError('it leads to another site.'));
    }
    at = next.href;
  }
  throw failed(new Error('redirect count exceeded'));
}

function mayRepeat({ status }: Response, { method = 'GET' }: RequestInit): boolean {
  return method === 'GET' || method === 'HEAD' || status === 307 || status === 308;
}

/** As `fetch` fails, so that it is told and tried again likewise. */
function failed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}
