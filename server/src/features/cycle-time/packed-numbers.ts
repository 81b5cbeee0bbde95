/** What the database sends of a column by `array_to_string`: `1,2,3`. Null or empty: there is nothing. */
export function readPacked(text: string | null): Int32Array {
  return text === null || text === '' ? new Int32Array() : Int32Array.from(text.split(','), Number);
}

/** Nothing known is sent as -1, since packed text has no null. */
export function orNull(value: number | undefined): number | null {
  return value === undefined || value < 0 ? null : value;
}
