const LONGEST = 2_048;
/** Any host will do: it is there to see whether the address leaves it. */
const BASE = 'http://own.invalid';
/** Control characters, white space and backslashes, as they are or percent-encoded, however often. */
const NEVER_IN_AN_ADDRESS = /[\p{Cc}\s\\]|%(?:25)*(?:[01][\da-f]|7f|5c)/iu;
/** A second slash at the beginning, encoded however often, names another host to whoever decodes it. */
const NAMES_A_HOST = /^\/(?:\/|%(?:25)*2f)/i;
const NO_PAGE = /^\/(?:api|trpc|webhooks|schema-registry)(?:\/|$)/i;

/**
 * The path, query and fragment of one of our own pages; null: it leads elsewhere, or is no page. What comes from an
 * address and says where to go next passes through here, and the answer is used instead of what was given.
 */
export function ownPath(text: string): string | null {
  if (text.length > LONGEST || !text.startsWith('/') || isSuspicious(text)) {
    return null;
  }
  const url = URL.canParse(text, BASE) ? new URL(text, BASE) : null;
  if (url?.origin !== BASE) {
    return null;
  }
  // Dot segments are gone now: what was hidden behind them shows.
  const path = `${url.pathname}${url.search}${url.hash}`;
  return isSuspicious(path) || NO_PAGE.test(url.pathname) ? null : path;
}

function isSuspicious(path: string): boolean {
  return NEVER_IN_AN_ADDRESS.test(path) || NAMES_A_HOST.test(path);
}
