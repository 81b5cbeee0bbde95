/** Known to every server under test: an admin's token, for calls of `/api/v1`. */
export const BOOTSTRAP_TOKEN = 'a-bootstrap-token-for-tests-alone';

/** Calls an address for programs as an admin's program would. */
export function apiFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${BOOTSTRAP_TOKEN}`);
  return fetch(url, { ...init, headers });
}
