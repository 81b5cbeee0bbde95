/**
 * The patterns of a `.gitattributes` file that speak of `linguist-generated`, in file order; a leading `!` unmarks (C18).
 * Follows git: blank lines and `#` comments are skipped, a pattern may stand in double quotes, a pattern that begins with
 * `!` is refused, macro definitions are no patterns, of several words on one line the last counts.
 */
export function parseGeneratedPatterns(gitattributesText: string): string[] {
  const patterns: string[] = [];
  for (const line of gitattributesText.split(/\r?\n/)) {
    const parsed = parseLine(line);
    if (parsed === null || parsed.pattern.startsWith('!')) {
      continue;
    }
    const mark = readMark(parsed.attributes);
    if (mark !== null) {
      patterns.push(mark ? parsed.pattern : `!${parsed.pattern}`);
    }
  }
  return patterns;
}

function parseLine(line: string): { pattern: string; attributes: string[] } | null {
  const text = line.replace(/^[ \t]+/, '');
  if (text === '' || text.startsWith('#') || text.startsWith('[attr]')) {
    return null;
  }
  const quoted = /^"((?:[^"\\]|\\.)*)"(?=[ \t]|$)(.*)$/.exec(text);
  if (quoted !== null) {
    return { pattern: unquote(quoted[1] ?? ''), attributes: words(quoted[2] ?? '') };
  }
  const [pattern = '', ...attributes] = words(text);
  return { pattern, attributes };
}

function words(text: string): string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}

/** True marks, false unmarks, null says nothing about it. */
function readMark(attributes: readonly string[]): boolean | null {
  let mark: boolean | null = null;
  for (const attribute of attributes) {
    const [name = '', value] = attribute.split('=', 2);
    if (name === 'linguist-generated') {
      mark = value !== 'false';
    } else if (name === '-linguist-generated' || name === '!linguist-generated') {
      mark = false;
    }
  }
  return mark;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** C-style quoting, as git reads it. Octal escapes are bytes of UTF-8. */
function unquote(text: string): string {
  let encoded = '';
  for (const [, octal, escaped, plain] of text.matchAll(/\\([0-3][0-7]{2})|\\(.)|([^\\]+)/gs)) {
    if (octal === undefined) {
      encoded += encodeURIComponent(plain ?? escapes[escaped ?? ''] ?? escaped ?? '');
    } else {
      encoded += `%${Number.parseInt(octal, 8).toString(16).padStart(2, '0')}`;
    }
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    return text;
  }
}
