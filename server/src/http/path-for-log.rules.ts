const LONGEST = 300;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Long and of the letters that random texts are made of: it may open something. */
const MAY_BE_SECRET = /^(?=.*\d)[\w~.-]{20,}$/;

/** A request's path for the log: no query, and `…` where a part of it may be a one-time link's secret. */
export function pathForLog(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return path
    .slice(0, LONGEST)
    .split('/')
    .map((part) => (MAY_BE_SECRET.test(part) && !UUID.test(part) ? '…' : part))
    .join('/');
}
