import { AppError } from '@bellwether/shared/errors/app-error';
import type { z } from 'zod';

/** @throws AppError `invalid_input` that names the line and the column where the text stops being JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = text.trim() === '' ? 'it is empty' : placeOf(text, error);
    throw new AppError('invalid_input', `The body is not JSON: ${place}.`, {
      remedy: 'Send one object, or a list of them.',
    });
  }
}

function placeOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position));
  const lines = before.split('\n');
  return `it goes wrong at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/**
 * One thing or a list of things, each by the schema.
 * @throws AppError `invalid_input` with the first field that is wrong (`sha`, of a list `[3].sha`) and what would be right.
 */
export function readPosted<S extends z.ZodType>(
  schema: S,
  body: unknown,
  most: number,
): z.output<S>[] {
  if (!Array.isArray(body)) {
    return [readOne(schema, body, '')];
  }
  if (body.length === 0 || body.length > most) {
    throw new AppError('invalid_input', `The list holds ${body.length}.`, {
      remedy: `Send 1 to ${most} at once.`,
    });
  }
  return body.map((item, index) => readOne(schema, item, `[${index}]`));
}

function readOne<S extends z.ZodType>(schema: S, item: unknown, place: string): z.output<S> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    throw new AppError('invalid_input', 'This is not an object.', {
      ...(place === '' ? {} : { field: place }),
      remedy: 'Send one object, or a list of them.',
    });
  }
  const parsed = schema.safeParse(item);
  if (parsed.success) {
    return parsed.data;
  }
  throw refusalOf(parsed.error.issues[0], item, place);
}

function refusalOf(issue: z.core.$ZodIssue | undefined, item: object, place: string): AppError {
  if (issue?.code === 'unrecognized_keys') {
    const name = (issue.keys[0] ?? '').slice(0, 60);
    return new AppError('invalid_input', `There is no field "${name}".`, {
      field: join(place, name),
      remedy: 'GET /api/v1/openapi.json lists the fields.',
    });
  }
  const name = String(issue?.path[0] ?? '');
  const field = join(place, name);
  if (issue?.code === 'custom' && issue.message !== 'Invalid input') {
    return new AppError('invalid_input', issue.message, { field });
  }
  const isAbsent = (item as Record<string, unknown>)[name] === undefined;
  return new AppError('invalid_input', `"${name}" ${isAbsent ? 'is missing' : 'is not right'}.`, {
    field,
    remedy: issue?.message ?? 'GET /api/v1/openapi.json describes the fields.',
  });
}

function join(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}
