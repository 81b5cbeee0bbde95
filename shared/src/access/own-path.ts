const LONGEST = 2_048;
/** Control characters, white space and backslashes, as they are or percent-encoded, however often. */
const NEVER_IN_AN_ADDRESS = /[\p{Cc}\s\\]|%(?:25)*(?:[01][\da-f]|7f|5c)/iu;
/** A second slash at the beginning, encoded however often, names another host to whoever decodes it. */
const NAMES_A_HOST = /^\/(?:\/|%(?:25)*2f)/i;
/** A browser takes these folders away, and what stood behind them comes to the beginning. */
const DOT_FOLDER = /\/(?:\.|%(?:25)*2e){1,2}(?:[/?#]|$)/i;
const NO_PAGE = /^\/(?:api|trpc|webhooks|schema-registry)(?:[/?#]|$)/i;

/**
 * The path, query and fragment of one of our own pages; null: it leads elsewhere, or is no page. What comes from an
 * address and says where to go next passes through here.
 */
export function ownPath(text: string): string | null {
  const isOwn =
    text.length <= LONGEST &&
    text.startsWith('/') &&
    ![NEVER_IN_AN_ADDRESS, NAMES_A_HOST, DOT_FOLDER, NO_PAGE].some((form) => form.test(text));
  return isOwn ? text : null;
}
