/** Reads one value from outside; undefined: it is not there, or makes no sense. */
export type Reader<T> = (raw: unknown) => T | undefined;

type Readers = Readonly<Record<string, Reader<unknown>>>;

/** What readers make of an address. Absent: the default. */
export type FieldsOf<R extends Readers> = { [Key in keyof R]?: ReturnType<R[Key]> };

const MOST_SIGNS = 200;

/**
 * Reads an address leniently, field by field. A value that makes no sense is named in `ignored` and is there as undefined:
 * the router lays the answer over the raw address, where a missing key would let the wrong value through.
 */
export function readFields<R extends Readers>(
  readers: R,
  raw: Readonly<Record<string, unknown>>,
): { fields: FieldsOf<R>; ignored: string[] } {
  const fields: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [key, read] of Object.entries(readers)) {
    if (raw[key] !== undefined) {
      fields[key] = read(raw[key]);
      if (fields[key] === undefined) {
        ignored.push(key);
      }
    }
  }
  return { fields: fields as FieldsOf<R>, ignored };
}

/** One of these words. */
export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return (raw) => values.find((value) => value === raw);
}

/** At most so many; one that makes no sense spoils them all. */
export function listOf<T>(read: Reader<T>, most: number): Reader<T[]> {
  return (raw) => {
    if (!Array.isArray(raw) || raw.length > most) {
      return undefined;
    }
    const values = raw.map((one) => read(one)).filter((one) => one !== undefined);
    return values.length === raw.length ? values : undefined;
  };
}

/** A text as it stands. */
export const text: Reader<string> = (raw) => (typeof raw === 'string' ? raw : undefined);

/** The name or the id of something: neither empty nor endless. */
export const word: Reader<string> = (raw) =>
  typeof raw === 'string' && raw !== '' && raw.length <= MOST_SIGNS ? raw : undefined;

/** A text of this shape. */
export function matching(shape: RegExp): Reader<string> {
  return (raw) => (typeof raw === 'string' && shape.test(raw) ? raw : undefined);
}

/** The id of something that the server keeps. */
export const uuid = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu);

/** A day that the calendar has, `YYYY-MM-DD`. */
export const day: Reader<string> = (raw) => {
  if (typeof raw !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(raw)) {
    return undefined;
  }
  const instant = new Date(`${raw}T00:00:00Z`);
  const isThere = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(raw);
  return isThere ? raw : undefined;
};

/** Yes or no. */
export const truth: Reader<boolean> = (raw) => (typeof raw === 'boolean' ? raw : undefined);
