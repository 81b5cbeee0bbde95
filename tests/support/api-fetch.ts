import { BOOTSTRAP_TOKEN } from './test-server.ts';

/** Calls an address for programs as an admin's program would. */
export function apiFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${BOOTSTRAP_TOKEN}`);
  return fetch(url, { ...init, headers });
}
