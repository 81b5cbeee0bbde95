import { z } from 'zod';
import { type MailServer, readMailServer } from './access/mail-server.ts';
import { isHost, isNetwork } from './access/network-names.ts';
import { readPrivateKey } from './access/private-key.ts';
import { StartError } from './start-error.ts';

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

type Rule<Schema extends z.ZodType> = {
  schema: Schema;
  /** What stands in `.env.example`; empty where leaving it out is the normal case. */
  fallback: string;
  /** Completes the sentence "PORT must be …". */
  mustBe: string;
  example: string;
};

function rule<Schema extends z.ZodType>(
  schema: Schema,
  fallback: string,
  mustBe: string,
  example: string,
): Rule<Schema> {
  return { schema, fallback, mustBe, example };
}

const httpAddress = z.url({ protocol: /^https?$/ });
const absent = z.literal('').transform(() => undefined);

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** What express calls `trust proxy`: false trusts nobody, a number so many proxies, else who is named. */
function toTrustedProxies(text: string, context: z.RefinementCtx): false | number | string[] {
  const names = splitList(text);
  if (names.length === 0) {
    return false;
  }
  if (/^[1-9]$/.test(text)) {
    return Number(text);
  }
  if (!names.every((name) => name === 'loopback' || isNetwork(name))) {
    context.addIssue('no networks');
    return z.NEVER;
  }
  return names;
}

function toPem(text: string, context: z.RefinementCtx): string {
  try {
    return readPrivateKey(text).pem;
  } catch {
    context.addIssue('no private key');
    return z.NEVER;
  }
}

function toMailServer(text: string, context: z.RefinementCtx): MailServer {
  const server = readMailServer(text);
  if (server === null) {
    context.addIssue('no mail server');
    return z.NEVER;
  }
  return server;
}

/** Every variable that the server reads, in the order of `.env.example`. */
export const ENV_RULES = {
  PORT: rule(z.coerce.number().int().min(0).max(65_535), '4600', 'a port number', '4600'),
  HOST: rule(
    z.string().refine(isHost),
    '127.0.0.1',
    'an address or a name of this machine; 0.0.0.0 is every one of them',
    '127.0.0.1',
  ),
  BELLWETHER_URL: rule(
    absent.or(httpAddress),
    '',
    'the address under which people open Bellwether',
    'https://bellwether.example.com',
  ),
  BELLWETHER_TRUST_PROXY: rule(
    z.string().transform(toTrustedProxies),
    '',
    'the addresses or networks of the proxies in front, with commas between them, or how many stand one behind the other',
    '10.0.0.5,192.168.7.0/24',
  ),
  BELLWETHER_ALLOWED_NETWORKS: rule(
    z
      .string()
      .transform(splitList)
      .pipe(z.array(z.string().refine((text) => isHost(text) || isNetwork(text)))),
    '',
    'a list of hosts, addresses or networks inside your own network, with commas between them',
    'github.corp.example.com,10.20.0.0/16',
  ),
  BELLWETHER_DATA_DIR: rule(z.string().min(1), '.data', 'the path of a folder', '.data'),
  DATABASE_URL: rule(
    absent.or(z.url({ protocol: /^postgres(ql)?$/ })),
    '',
    'the address of a Postgres database',
    'postgres://user:password@localhost:5432/bellwether',
  ),
  BELLWETHER_SECRET_KEY: rule(
    absent.or(z.string().regex(/^\S{32,}$/)),
    '',
    'at least 32 characters without spaces',
    'the output of: openssl rand -hex 32',
  ),
  BELLWETHER_NEW_SECRET_KEY: rule(
    absent.or(z.string().regex(/^\S{32,}$/)),
    '',
    'at least 32 characters without spaces',
    'the output of: openssl rand -hex 32',
  ),
  GITHUB_API_URL: rule(
    httpAddress.transform((url) => url.replace(/(?<!\/)\/+$/, '')),
    'https://api.github.com',
    "the address of GitHub's API",
    'https://github.example.com/api/v3',
  ),
  GITHUB_TOKEN: rule(
    absent.or(z.string().regex(/^\S+$/)),
    '',
    'a GitHub token without spaces',
    'github_pat_…',
  ),
  GITHUB_APP_ID: rule(
    absent.or(z.string().regex(/^(?:\d{1,12}|Iv[\w.]{4,40})$/)),
    '',
    "a GitHub App's number",
    '123456',
  ),
  GITHUB_APP_PRIVATE_KEY: rule(
    absent.or(z.string().transform(toPem)),
    '',
    "the private key of GITHUB_APP_ID's App, in PEM (line breaks may be written \\n) or in base64",
    'the output of: base64 -w0 my-app.private-key.pem',
  ),
  GITHUB_REPOSITORIES: rule(
    z
      .string()
      .transform(splitList)
      .pipe(z.array(z.string().regex(REPOSITORY))),
    '',
    'a list of repositories, owner/name, with commas between them',
    'octo-org/api,octo-org/web',
  ),
  GITHUB_WEBHOOK_SECRET: rule(
    absent.or(z.string().min(1)),
    '',
    "the secret that was entered in the webhook's form on GitHub",
    'the output of: openssl rand -hex 32',
  ),
  GITHUB_OAUTH_CLIENT_ID: rule(
    absent.or(z.string().regex(/^\S{1,200}$/)),
    '',
    "an OAuth app's client ID",
    'Ov23liAbCdEf',
  ),
  GITHUB_OAUTH_CLIENT_SECRET: rule(
    absent.or(z.string().regex(/^\S{1,200}$/)),
    '',
    "the client secret of GITHUB_OAUTH_CLIENT_ID's OAuth app",
    'the secret that GitHub showed once',
  ),
  SMTP_URL: rule(
    absent.or(z.string().transform(toMailServer)),
    '',
    'the address of a mail server: smtps:// is encrypted from the first byte, smtp:// becomes so, ?security=none never does',
    'smtps://name:password@mail.example.com:465',
  ),
  SMTP_FROM: rule(
    absent.or(z.email()),
    '',
    'the address that mail is sent from',
    'bellwether@example.com',
  ),
  BELLWETHER_BOOTSTRAP_TOKEN: rule(
    absent.or(z.string().regex(/^[\x21-\x7e]{16,200}$/)),
    '',
    'an API token of your own making: 16 to 200 letters, digits and signs of ASCII, without spaces',
    'the output of: openssl rand -hex 32',
  ),
  BELLWETHER_SAMPLE: rule(
    z.enum(['', '0', '1']).transform((value) => value === '1'),
    '',
    '1 to start with the sample team, or empty',
    '1',
  ),
  LOG_LEVEL: rule(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'warn',
    'one of fatal, error, warn, info, debug, trace, silent',
    'info',
  ),
} as const satisfies Record<string, Rule<z.ZodType>>;

type Rules = typeof ENV_RULES;
type Values = { [Name in keyof Rules]: z.output<Rules[Name]['schema']> };

/** What the server was told from outside, read once. Undefined: not given, and there is no fallback. */
export type Env = Readonly<Values>;

/** What the process was started with. */
export function readSource(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** Variables that are set both, or neither. */
const PAIRS = [
  ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'],
  ['GITHUB_OAUTH_CLIENT_ID', 'GITHUB_OAUTH_CLIENT_SECRET'],
  ['SMTP_URL', 'SMTP_FROM'],
] as const;

/** Every variable that cannot be read, with a sentence that says what it must be, and never what it is. */
export function findEnvErrors(
  source: Readonly<Record<string, string | undefined>>,
): { name: string; sentence: string }[] {
  const errors = Object.entries(ENV_RULES).flatMap(
    ([name, { schema, fallback, mustBe, example }]) =>
      schema.safeParse(givenIn(source, name) || fallback).success
        ? []
        : [{ name, sentence: `${name} must be ${mustBe}, for example ${example}.` }],
  );
  const halves = PAIRS.flatMap(([one, other]) => {
    const given = [one, other].filter((name) => givenIn(source, name) !== '');
    const sentence = `${one} and ${other} belong together: set both, or neither.`;
    return given.length === 1 ? given.map((name) => ({ name, sentence })) : [];
  });
  return [...errors, ...halves];
}

function givenIn(source: Readonly<Record<string, string | undefined>>, name: string): string {
  return source[name]?.trim() ?? '';
}

/**
 * Reads the server's variables. An empty one counts as not given.
 * @throws StartError naming the variable, what it must be, and an example. Its value is never repeated.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const [error] = findEnvErrors(source);
  if (error !== undefined) {
    throw new StartError(error.sentence);
  }
  const entries = Object.entries(ENV_RULES).map(([name, { schema, fallback }]) => [
    name,
    schema.parse(givenIn(source, name) || fallback),
  ]);
  return Object.fromEntries(entries) as Values;
}
