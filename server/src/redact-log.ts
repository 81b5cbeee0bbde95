const LEFT_OUT = '[left out]';
const DEEPEST = 6;
const MANY = 100;
const LONGEST = 4_000;

/** Names of fields that hold secrets, but not those that only speak of one: `tokenId`, `secretSetAt`. */
const SECRET_FIELD =
  /(?:token|secret|passw|passphrase|authorization|cookie|credential|ciphertext|sealed|privatekey|private_key|apikey|api_key|otp|setupcode|backupcodes|connectionstring)(?!.*(?:id|at|by|on|hint|count|kind|name|s?version)$)/i;

/** What secrets look like wherever they stand, and what is left of them. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [^-\n]{1,40}-----[\s\S]*?(?:-----END [^-\n]{1,40}-----|$)/g, LEFT_OUT],
  [/\b(?:gh[pousr]_\w{10,}|github_pat_\w{10,})/g, LEFT_OUT],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, LEFT_OUT],
  [/\bv\d{1,2}\.[\w-]{30,}/g, LEFT_OUT],
  [/\b(bearer|basic) +[\w.~+/=-]{6,}/gi, `$1 ${LEFT_OUT}`],
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@]{1,300}@/gi, `$1${LEFT_OUT}@`],
  [
    /([?&;](?:[\w.-]{0,30}(?:token|secret|password|key|signature)|code|state)=)[^&\s#"']+/gi,
    `$1${LEFT_OUT}`,
  ],
  [/(\b(?:__Secure-|__Host-)?bellwether\.[\w.-]{1,40}=)[^;\s"']+/g, `$1${LEFT_OUT}`],
  [/(\/(?:join|reset|invite|reset-password)\/)[\w~.-]{16,}/g, `$1${LEFT_OUT}`],
];

/** What of an error's own fields is safe to write: the rest may hold headers, rows, queries or what was posted. */
const SAFE_ERROR_FIELDS = [
  ...[
    'code',
    'status',
    'statusCode',
    'field',
    'severity',
    'schema',
    'table',
    'column',
    'constraint',
  ],
  ...['routine', 'errno', 'syscall', 'address', 'port', 'hostname', 'limit', 'retryAt'],
] as const;

export type Redact = {
  /** A text without what looks like a secret, or is one of those that are known. */
  text(text: string): string;
  /** Fields for the log; errors among them become plain. */
  fields(fields: Record<string, unknown>): Record<string, unknown>;
};

/** Makes what is logged free of secrets: by the names of fields, by what texts look like, and by what is known. */
export function createRedact(knownSecrets: readonly string[]): Redact {
  const known = knownSecrets.filter((secret) => secret.length >= 6);
  const text = (given: string) => {
    let safe = given.length > LONGEST ? `${given.slice(0, LONGEST)}…` : given;
    for (const secret of known) {
      safe = safe.replaceAll(secret, LEFT_OUT);
    }
    for (const [pattern, left] of SECRET_TEXTS) {
      safe = safe.replace(pattern, left);
    }
    return safe;
  };
  return { text, fields: (fields) => redactEntries(fields, text, 0) };
}

type RedactText = Redact['text'];

function redactEntries(fields: object, text: RedactText, depth: number): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields).slice(0, MANY)) {
    const mayHold = typeof value === 'string' || (typeof value === 'object' && value !== null);
    safe[text(name)] =
      mayHold && SECRET_FIELD.test(name) ? LEFT_OUT : redact(value, text, depth + 1);
  }
  return safe;
}

function redact(value: unknown, text: RedactText, depth: number): unknown {
  if (typeof value === 'string') {
    return text(value);
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return typeof value === 'function' ? undefined : value;
  }
  if (depth > DEEPEST) {
    return '[deeper]';
  }
  if (value instanceof Error) {
    return redactError(value, text, depth);
  }
  if (Array.isArray(value)) {
    return value.slice(0, MANY).map((item) => redact(item, text, depth + 1));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null
    ? redactEntries(value, text, depth)
    : `[${value.constructor?.name ?? 'object'}]`;
}

function redactError(error: Error, text: RedactText, depth: number): Record<string, unknown> {
  const message = text(messageOf(error));
  const own = error as unknown as Record<string, unknown>;
  const safe: Record<string, unknown> = { type: error.name, message };
  for (const field of SAFE_ERROR_FIELDS) {
    const value = own[field];
    if (typeof value === 'string' || typeof value === 'number') {
      safe[field] = typeof value === 'string' ? text(value) : value;
    }
  }
  safe.stack = placesOf(error, text);
  if (error.cause !== undefined && error.cause !== error) {
    safe.cause = redact(error.cause, text, depth + 1);
  }
  if (error instanceof AggregateError) {
    safe.errors = redact(error.errors, text, depth + 1);
  }
  return safe;
}

/** Prisma's repeat the whole call with its values; only their last line says what happened. */
function messageOf({ name, message }: Error): string {
  return name.startsWith('PrismaClient') ? (message.trim().split('\n').at(-1) ?? '') : message;
}

/** Where it happened, without the message, which may hold what was sent. */
function placesOf({ stack = '' }: Error, text: RedactText): string {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return text(places.slice(0, 20).join('\n'));
}
