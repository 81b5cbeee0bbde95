import { AppError } from '@bellwether/shared/errors/app-error';

type Query = Readonly<Record<string, unknown>>;

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/u;

/** @throws AppError `invalid_input` when the address has a parameter that does not exist. */
export function refuseUnknown(query: Query, known: readonly string[]): void {
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const field = unknown.slice(0, 60);
    throw new AppError('invalid_input', `There is no parameter "${field}".`, {
      field,
      remedy: `The parameters are ${known.join(', ')}.`,
    });
  }
}

/**
 * `from` and `to`: each a day (its beginning in UTC) or an instant, null when absent.
 * @throws AppError `invalid_input` when one is neither, or the period ends before it begins.
 */
export function readRange(query: Query): { from: Date | null; to: Date | null } {
  const from = readInstant('from', query.from);
  const to = readInstant('to', query.to);
  if (from !== null && to !== null && from >= to) {
    throw new AppError('invalid_input', 'The period ends before it begins.', {
      field: 'to',
      remedy: '"to" is the first instant that is left out: it must lie after "from".',
    });
  }
  return { from, to };
}

/** One of a closed list; the first of it when the parameter is absent. */
export function readChoice<Choice extends string>(
  query: Query,
  field: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = query[field] ?? choices[0];
  const choice = choices.find((one) => one === value);
  if (choice === undefined) {
    throw new AppError('invalid_input', `"${field}" has no such value.`, {
      field,
      remedy: `Write one of: ${choices.join(', ')}.`,
    });
  }
  return choice;
}

/** Any of a closed list, as often as it is repeated. Empty: the parameter is absent. */
export function readChoices<Choice extends string>(
  query: Query,
  field: string,
  choices: readonly Choice[],
): Choice[] {
  return readTexts(query, field).map((text) => {
    const choice = choices.find((one) => one === text);
    if (choice === undefined) {
      throw new AppError('invalid_input', `"${field}" has no such value.`, {
        field,
        remedy: `Write one of: ${choices.join(', ')}.`,
      });
    }
    return choice;
  });
}

/** `owner/name`: may be repeated, and may hold several names with commas between. Empty: the parameter is absent. */
export function readRepositories(query: Query): string[] {
  const texts = query.repository === undefined ? [] : [query.repository].flat();
  return texts.flatMap((text) => String(text).split(',').map(checkName));
}

const LONGEST_TEXT = 200;

/**
 * Any text, as often as it is repeated. Empty: the parameter is absent.
 * @throws AppError `invalid_input` when one is longer than any login, branch or search that makes sense.
 */
export function readTexts(query: Query, field: string): string[] {
  const texts = query[field] === undefined ? [] : [query[field]].flat();
  return texts.map((text) => {
    if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
      throw new AppError('invalid_input', `"${field}" is not a short text.`, {
        field,
        remedy: `Write at most ${LONGEST_TEXT} characters; repeat the parameter for several.`,
      });
    }
    return text;
  });
}

function readInstant(field: string, value: unknown): Date | null {
  if (value === undefined) {
    return null;
  }
  const isWritten = typeof value === 'string' && INSTANT.test(value) && isDay(value.slice(0, 10));
  const instant = isWritten ? new Date(value) : null;
  if (instant === null || Number.isNaN(instant.getTime())) {
    throw new AppError('invalid_input', `"${field}" is not a day or an instant.`, {
      field,
      remedy: 'Write a day, 2026-01-31, or an instant, 2026-01-31T09:00:00Z.',
    });
  }
  return instant;
}

/** `Date` would read 31 February as 3 March. */
function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

function checkName(text: string): string {
  const name = text.trim();
  if (!/^[A-Za-z0-9_-]+\/[A-Za-z0-9._-]+$/u.test(name)) {
    throw new AppError('invalid_input', `"${name.slice(0, 100)}" is not a repository's name.`, {
      field: 'repository',
      remedy: 'Write owner/name, for example octocat/hello-world.',
    });
  }
  return name;
}
