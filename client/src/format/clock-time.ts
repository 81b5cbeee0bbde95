/** `09:00`; the midnight that ends a day reads `24:00`. */
export function minuteToText(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

/** Null: no time of a day. `24:00` is the midnight that ends it. */
export function textToMinute(text: string): number | null {
  const match = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  const minute = match === null ? null : Number(match[1]) * 60 + Number(match[2]);
  return minute === null || minute > 1440 ? null : minute;
}
