import { compileCodeOwnersPattern } from './code-owners-pattern.ts';

/** One line of a CODEOWNERS file that is neither empty nor a comment. */
export type CodeOwnersLine = {
  /** From 1. */
  line: number;
  pattern: string;
  /** `@login`, `@org/team` or an address, as written; none: nobody owns what matches. */
  owners: string[];
  /** Why GitHub skips the line, in plain words. Null: it counts. */
  problem: string | null;
};

/** Where GitHub looks for the file, in this order; the first that is there counts. */
export const codeOwnersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;
export type CodeOwnersPath = (typeof codeOwnersPaths)[number];

const LARGEST_BYTES = 3 * 1024 * 1024;
const LONGEST_LINE = 4_000;

/** The lines of a file; one of 3 MB or more is a single line with a problem, for GitHub does not load it. */
export function parseCodeOwners(text: string, bytes: number = utf8Length(text)): CodeOwnersLine[] {
  if (bytes >= LARGEST_BYTES) {
    const problem = 'The file has 3 MB or more: GitHub does not load it, and nobody owns anything.';
    return [{ line: 1, pattern: '', owners: [], problem }];
  }
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((source, index) => parseLine(source.trim(), index + 1));
}

/** The line that says who owns a path: the last one that matches. Null: no line does. */
export function findOwningLine(
  lines: readonly CodeOwnersLine[],
  path: string,
): CodeOwnersLine | null {
  const clean = path.replace(/^\/+/, '');
  const counting = lines.filter(({ problem }) => problem === null);
  return counting.findLast(({ pattern }) => compileCodeOwnersPattern(pattern)(clean)) ?? null;
}

/** Why a pattern of CODEOWNERS would be skipped, in plain words. Null: it can be used. */
export function problemOfPattern(pattern: string): string | null {
  if (pattern.startsWith('!')) {
    return 'CODEOWNERS has no exceptions with "!": write a later line without an owner instead.';
  }
  if (pattern.startsWith('\\#')) {
    return 'CODEOWNERS cannot escape "#" at the beginning of a pattern.';
  }
  if (/(?<!\\)(?:\\\\)*[[\]]/.test(pattern)) {
    return 'CODEOWNERS has no character ranges with "[ ]": write one line for each.';
  }
  if (pattern.includes('***')) {
    return 'Three stars in a row mean nothing: write "*" or "**".';
  }
  if (pattern === '/' || pattern.includes('//')) {
    return 'There is no name between two slashes, so nothing can match.';
  }
  return /(?<!\\)(?:\\\\)*\\$/.test(pattern) ? 'It ends in a backslash with nothing behind.' : null;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += 1 + Number(code > 0x7f) + Number(code > 0x7ff) + Number(code > 0xffff);
  }
  return bytes;
}

function parseLine(source: string, line: number): CodeOwnersLine[] {
  if (source === '' || source.startsWith('#')) {
    return [];
  }
  if (source.length > LONGEST_LINE) {
    const pattern = source.slice(0, 200);
    return [{ line, pattern, owners: [], problem: 'The line is longer than any path.' }];
  }
  const pattern = /^(?:\\.|[^\s\\]|\\$)+/su.exec(source)?.[0] ?? source;
  const owners = readOwners(source.slice(pattern.length));
  const wrong = owners.find((owner) => !isOwner(owner));
  const problem =
    problemOfPattern(pattern) ??
    (wrong === undefined
      ? null
      : `"${wrong.slice(0, 60)}" is no owner: write @login, @organisation/team or an e-mail address.`);
  return [{ line, pattern, owners, problem }];
}

/** A `#` behind a space begins a comment. */
function readOwners(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const comment = words.findIndex((word) => word.startsWith('#'));
  return comment < 0 ? words : words.slice(0, comment);
}

const LOGIN = /^@[A-Za-z0-9][A-Za-z0-9_-]*$/;
const TEAM = /^@[A-Za-z0-9][A-Za-z0-9_-]*\/[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;
const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;

function isOwner(word: string): boolean {
  return LOGIN.test(word) || TEAM.test(word) || ADDRESS.test(word);
}
