/** Whether a path (from the root, `/` between folders) is meant by a pattern of `.gitattributes`. */
export type PathMatcher = (path: string) => boolean;

const LONGEST = 1_000;

/**
 * Compiles one pattern as git reads it in `.gitattributes` (C18): without a slash it is held against the file's name at
 * any depth, with one against the whole path; `*`, `?` and `[…]` stop at a slash, `**` as a whole part crosses it; a pattern
 * that ends in a slash means no file, for attributes are not handed down from folders. Whoever may push writes these
 * patterns: none takes long, however it is made, and one that is longer than any path means nothing.
 */
export function compileAttributesPattern(pattern: string): PathMatcher {
  if (pattern === '' || pattern.endsWith('/') || pattern.length > LONGEST) {
    return () => false;
  }
  const parts = pattern.replace(/^\//, '').split('/').map(toPart);
  if (parts.some((part) => part === null)) {
    return () => false;
  }
  const known = parts as Part[];
  return pattern.includes('/')
    ? (path) => matchParts(known, path.split('/'))
    : (path) => matchParts(known, [path.slice(path.lastIndexOf('/') + 1)]);
}

/** `folders`: any number of them; at the end at least one name. */
type Part = 'folders' | readonly Token[];
/** `any`: any characters, none included; else whether one character fits. */
type Token = 'any' | ((char: string) => boolean);

/** Null: it means nothing. */
function toPart(text: string): Part | null {
  if (/^\*{2,}$/.test(text)) {
    return 'folders';
  }
  const tokens: Token[] = [];
  for (const [, escaped, stars, mark, set, plain] of text.matchAll(TOKEN)) {
    const token = toToken({ literal: escaped ?? plain, stars, mark, set });
    if (token === null) {
      return null;
    }
    tokens.push(token);
  }
  return tokens;
}

const TOKEN = /\\(.)|(\*+)|(\?)|(\[[!^]?\]?(?:\[:\w{1,9}:\]|\\.|[^\]\\]){0,80}\])|(.)/gsu;

type Piece = Readonly<Record<'literal' | 'stars' | 'mark' | 'set', string | undefined>>;

/** Null: a set that is never closed, or cannot be read. */
function toToken({ literal, stars, mark, set }: Piece): Token | null {
  if (stars !== undefined) {
    return 'any';
  }
  if (mark !== undefined) {
    return () => true;
  }
  if (set !== undefined) {
    return toSet(set);
  }
  return literal === '[' ? null : (char) => char === literal;
}

const namedSets: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}0-9',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
};

/** An expression for one character: there is nothing in it to go back to. */
function toSet(set: string): Token | null {
  const isNegated = /^\[[!^]/.test(set);
  const body = set.slice(isNegated ? 2 : 1, -1);
  let source = '';
  for (const [, named, escaped, plain] of body.matchAll(/\[:(\w+):\]|\\(.)|(.)/gsu)) {
    if (named === undefined) {
      source += plain === '-' ? '-' : (escaped ?? plain ?? '').replace(/[\\\]^[-]/, '\\$&');
    } else {
      source += namedSets[named] ?? '';
    }
  }
  try {
    const expression = new RegExp(`^[${isNegated ? '^' : ''}${source}]$`, 'su');
    return (char) => expression.test(char);
  } catch {
    return null;
  }
}

/** Walks all places at once that the pattern can have come to. */
function matchParts(parts: readonly Part[], names: readonly string[]): boolean {
  let places = openPlaces(parts, new Set([0]));
  for (const name of names) {
    const chars = [...name];
    const next = new Set<number>();
    for (const place of places) {
      step(parts, place, chars, next);
    }
    places = openPlaces(parts, next);
  }
  return places.has(parts.length);
}

function step(
  parts: readonly Part[],
  place: number,
  chars: readonly string[],
  next: Set<number>,
): void {
  const part = parts[place];
  if (part === 'folders') {
    next.add(place);
    if (place === parts.length - 1) {
      next.add(parts.length);
    }
  } else if (part !== undefined && matchTokens(part, chars)) {
    next.add(place + 1);
  }
}

/** Where any number of folders may stand, there may be none; at the end there must be something. */
function openPlaces(parts: readonly Part[], places: Set<number>): Set<number> {
  for (const place of places) {
    if (parts[place] === 'folders' && place < parts.length - 1) {
      places.add(place + 1);
    }
  }
  return places;
}

/** Goes back to the last `*` alone: the earlier ones have taken as little as they can. */
function matchTokens(tokens: readonly Token[], chars: readonly string[]): boolean {
  let token = 0;
  let char = 0;
  let star = -1;
  let starChar = 0;
  while (char < chars.length) {
    const current = tokens[token];
    if (current === 'any') {
      star = token;
      starChar = char;
      token += 1;
    } else if (current?.(chars[char] ?? '')) {
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
  return tokens.slice(token).every((one) => one === 'any');
}
