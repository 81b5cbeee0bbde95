import type { IncomingHttpHeaders } from 'node:http';

/** The browser that asks: what it sent, and cookies for it to keep. */
export type Browser = {
  headers: IncomingHttpHeaders;
  /**
   * Adds `Set-Cookie` headers to the answer. Procedures that do so are called one to a request, not in a stream of
   * several, whose headers are gone before they are done.
   */
  setCookies(cookies: readonly string[]): void;
};
