import { formatDuration } from './duration.ts';

export type InstantOptions = {
  /** IANA zone; absent: the reader's own. */
  zone?: string;
  /** Names the year when the instant lies in another one than this. */
  now?: string;
};

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

function partsOf(at: string | number, zone: string | undefined): Parts {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const parts = format.formatToParts(new Date(at));
  const { month = '', ...rest }: Parts = Object.fromEntries(parts.map((p) => [p.type, p.value]));
  // Some releases of the language data say "Sept" where all others have three letters.
  return { ...rest, month: month.slice(0, 3) };
}

function yearSuffix(parts: Parts, options: InstantOptions): string {
  if (options.now === undefined) {
    return '';
  }
  return partsOf(options.now, options.zone).year === parts.year ? '' : ` ${parts.year}`;
}

/** `Tue 3 Mar, 14:05`, or `Tue 3 Mar 2024, 14:05` when `now` lies in another year. */
export function formatInstant(at: string, options: InstantOptions = {}): string {
  const parts = partsOf(at, options.zone);
  const year = yearSuffix(parts, options);
  return `${parts.weekday} ${parts.day} ${parts.month}${year}, ${parts.hour}:${parts.minute}`;
}

/** `Tue 3 Mar`, with the year when `now` lies in another one. */
export function formatDate(at: string, options: InstantOptions = {}): string {
  const parts = partsOf(at, options.zone);
  return `${parts.weekday} ${parts.day} ${parts.month}${yearSuffix(parts, options)}`;
}

/** For axes: `3 Mar`. */
export function formatShortDate(at: string, zone?: string): string {
  const parts = partsOf(at, zone);
  return `${parts.day} ${parts.month}`;
}

/** `Mar 2026` */
export function formatMonth(at: string, zone?: string): string {
  const parts = partsOf(at, zone);
  return `${parts.month} ${parts.year}`;
}

/** `14:05` */
export function formatTime(at: string, zone?: string): string {
  const parts = partsOf(at, zone);
  return `${parts.hour}:${parts.minute}`;
}

/** A calendar day without a zone, `2026-03-03` → `3 Mar 2026`. */
export function formatDay(day: string): string {
  const parts = partsOf(`${day}T12:00:00Z`, 'UTC');
  return `${parts.day} ${parts.month} ${parts.year}`;
}

/** `just now`, `4 min ago`, `3 d 4 h ago`; instants of the future count as now. */
export function formatAgo(at: string, now: string | number): string {
  const seconds = (new Date(now).getTime() - new Date(at).getTime()) / 1000;
  return seconds < 60 ? 'just now' : `${formatDuration(seconds)} ago`;
}
