const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)/gi;

/** Numbers of the repository's own issues that a pull request's text says it closes, each once, in order. */
export function closingReferences(body: string | null | undefined, fullName: string): number[] {
  const numbers = new Set<number>();
  for (const match of (body ?? '').matchAll(CLOSING)) {
    const elsewhere = match[1];
    if (elsewhere === undefined || elsewhere.toLowerCase() === fullName.toLowerCase()) {
      numbers.add(Number(match[2]));
    }
  }
  return [...numbers];
}
