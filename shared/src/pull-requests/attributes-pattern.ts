/** Whether a path (from the root, `/` between folders) is meant by a pattern of `.gitattributes`. */
export type PathMatcher = (path: string) => boolean;

/**
 * Compiles one pattern as git reads it in `.gitattributes` (C18): without a slash it is held against the file's name at
 * any depth, with one against the whole path; `*`, `?` and `[…]` stop at a slash, `**` as a whole part crosses it; a pattern
 * that ends in a slash means no file, for attributes are not handed down from folders.
 */
export function compileAttributesPattern(pattern: string): PathMatcher {
  if (pattern === '' || pattern.endsWith('/')) {
    return () => false;
  }
  if (!pattern.includes('/')) {
    const name = compileParts([pattern]);
    return (path) => name.test(path.slice(path.lastIndexOf('/') + 1));
  }
  const whole = compileParts(pattern.replace(/^\//, '').split('/'));
  return (path) => whole.test(path);
}

function compileParts(parts: readonly string[]): RegExp {
  let source = '^';
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (/^\*{2,}$/.test(part)) {
      source += isLast ? '.+' : '(?:[^/]+/)*';
    } else {
      source += compilePart(part) + (isLast ? '' : '/');
    }
  }
  try {
    return new RegExp(`${source}$`, 'su');
  } catch {
    return /^(?!)/;
  }
}

const token = /\\(.)|(\*+)|(\?)|(\[[!^]?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\])|(.)/gsu;

function compilePart(part: string): string {
  let source = '';
  for (const [, escaped, stars, mark, set, plain] of part.matchAll(token)) {
    if (stars !== undefined) {
      source += '[^/]*';
    } else if (mark !== undefined) {
      source += '[^/]';
    } else if (plain === '[') {
      // A set that is never closed means nothing.
      source += '(?!)';
    } else if (set === undefined) {
      source += escapeLiteral(escaped ?? plain ?? '');
    } else {
      source += compileSet(set);
    }
  }
  return source;
}

function escapeLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const namedSets: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}0-9',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
};

function compileSet(set: string): string {
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
  return isNegated ? `[^/${source}]` : `(?!/)[${source}]`;
}
