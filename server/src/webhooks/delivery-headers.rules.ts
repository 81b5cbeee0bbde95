/** What the headers of a delivery say; null: missing, given twice, or not of the form that GitHub gives it. */
export type DeliveryHeaders = {
  /** `sha256=` and 64 hex digits. */
  signature: string | null;
  /** False: there is none at all, which is another mistake than a wrong one. */
  isSigned: boolean;
  event: string | null;
  id: string | null;
  format: 'json' | 'form' | null;
  /** Bytes to come; null: not said. */
  contentLength: number | null;
};

type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;
const EVENT = /^[a-z][a-z0-9_]{0,63}$/;
/** GitHub sends a UUID; anything as short and as plain is as good a name. */
const ID = /^[\w-]{8,64}$/;

/** Reads the headers, by names in lower case. The older SHA-1 signature counts for nothing. */
export function readDeliveryHeaders(headers: RawHeaders): DeliveryHeaders {
  return {
    signature: matching(headers['x-hub-signature-256'], SIGNATURE),
    isSigned: headers['x-hub-signature-256'] !== undefined,
    event: matching(headers['x-github-event'], EVENT),
    id: matching(headers['x-github-delivery'], ID),
    format: formatOf(headers['content-type']),
    contentLength: lengthOf(headers['content-length']),
  };
}

function matching(value: string | string[] | undefined, pattern: RegExp): string | null {
  return typeof value === 'string' && pattern.test(value) ? value : null;
}

function formatOf(value: string | string[] | undefined): DeliveryHeaders['format'] {
  const type = typeof value === 'string' ? value.split(';')[0]?.trim().toLowerCase() : undefined;
  if (type === 'application/json') {
    return 'json';
  }
  return type === 'application/x-www-form-urlencoded' ? 'form' : null;
}

function lengthOf(value: string | string[] | undefined): number | null {
  const length = typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}
