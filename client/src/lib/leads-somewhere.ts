/**
 * Whether an address is a page that a link may lead to: on the web, so that none runs a script (`javascript:`), and not one
 * of the sample team's made-up pages, whose addresses stand under `.invalid`.
 */
export function leadsSomewhere(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && !hostname.endsWith('.invalid');
  } catch {
    return false;
  }
}
