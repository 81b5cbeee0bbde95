/** False for the made-up pages of the sample team, whose addresses stand under `.invalid`. */
export function leadsSomewhere(url: string): boolean {
  try {
    return !new URL(url).hostname.endsWith('.invalid');
  } catch {
    return false;
  }
}
