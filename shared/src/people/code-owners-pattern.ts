/** Whether a path (from the root, `/` between folders) is meant by a pattern of a CODEOWNERS file. */
export type OwnedPathMatcher = (path: string) => boolean;

/**
 * Compiles one pattern as GitHub reads it in CODEOWNERS: git's ignore rules with exceptions. A pattern without a slash (one
 * at its end aside) is held against every depth, any other against the whole path; what names a folder means all below it;
 * a slash at the end means what is below, never a file of that name; a lone `*` as the last part means direct children
 * only; `**` crosses folders; a backslash takes the next character as it is. Upper and lower case differ.
 */
export function compileCodeOwnersPattern(pattern: string): OwnedPathMatcher {
  const parts = toParts(pattern);
  if (parts === null) {
    return () => false;
  }
  return (path) => matchParts(parts, path.split('/'), isLoneStar(parts.at(-1)));
}

/** `below`: any number of folders; `rest`: everything below, at least one name. */
type Part = { kind: 'name'; tokens: readonly Token[] } | { kind: 'below' } | { kind: 'rest' };
type Token = { kind: 'text'; char: string } | { kind: 'any' } | { kind: 'one' };

function toParts(pattern: string): Part[] | null {
  const texts = pattern.replace(/^\//, '').split('/');
  const isFolder = texts.length > 1 && texts.at(-1) === '';
  const names = isFolder ? texts.slice(0, -1) : texts;
  if (names.some((name) => name === '')) {
    return null;
  }
  const isAnywhere = !pattern.startsWith('/') && names.length === 1;
  const ending: Part[] = isFolder ? [{ kind: 'rest' }] : [];
  const parts = names.map((name, index): Part => {
    if (name !== '**') {
      return { kind: 'name', tokens: toTokens(name) };
    }
    return index === names.length - 1 && !isFolder ? { kind: 'rest' } : { kind: 'below' };
  });
  return [...(isAnywhere ? [{ kind: 'below' } as const] : []), ...parts, ...ending];
}

function toTokens(name: string): Token[] {
  const tokens: Token[] = [];
  for (const [, escaped, stars, mark, char] of name.matchAll(/\\(.)|(\*+)|(\?)|(.)/gsu)) {
    if (stars !== undefined) {
      tokens.push({ kind: 'any' });
    } else if (mark !== undefined) {
      tokens.push({ kind: 'one' });
    } else {
      tokens.push({ kind: 'text', char: escaped ?? char ?? '' });
    }
  }
  return tokens;
}

function isLoneStar(part: Part | undefined): boolean {
  return part?.kind === 'name' && part.tokens.length === 1 && part.tokens[0]?.kind === 'any';
}

/** Walks all places at once that the pattern can have come to, so that no pattern takes long. */
function matchParts(
  parts: readonly Part[],
  names: readonly string[],
  endsExactly: boolean,
): boolean {
  let places = openPlaces(parts, new Set([0]));
  for (const name of names) {
    const next = new Set<number>();
    for (const place of places) {
      step(parts, place, name, endsExactly, next);
    }
    places = openPlaces(parts, next);
  }
  return places.has(parts.length);
}

/** Where any number of folders may stand, there may be none. */
function openPlaces(parts: readonly Part[], places: Set<number>): Set<number> {
  for (const place of places) {
    if (parts[place]?.kind === 'below') {
      places.add(place + 1);
    }
  }
  return places;
}

function step(
  parts: readonly Part[],
  place: number,
  name: string,
  endsExactly: boolean,
  next: Set<number>,
): void {
  const part = parts[place];
  if (part === undefined) {
    // All parts are found: what follows lies below a folder that is meant.
    if (!endsExactly) {
      next.add(place);
    }
  } else if (part.kind === 'below') {
    next.add(place);
  } else if (part.kind === 'rest') {
    next.add(place).add(place + 1);
  } else if (matchTokens(part.tokens, [...name])) {
    next.add(place + 1);
  }
}

/** Goes back to the last `*` alone: the earlier ones have taken as little as they can. */
function matchTokens(tokens: readonly Token[], chars: readonly string[]): boolean {
  let token = 0;
  let char = 0;
  let star = -1;
  let starChar = 0;
  while (char < chars.length) {
    const current = tokens[token];
    if (current?.kind === 'any') {
      star = token;
      starChar = char;
      token += 1;
    } else if (current?.kind === 'one' || (current !== undefined && current.char === chars[char])) {
      token += 1;
      char += 1;
    } else if (star >= 0) {
      token = star + 1;
      starChar += 1;
      char = starChar;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'any');
}
