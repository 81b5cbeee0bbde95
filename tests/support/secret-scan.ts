import { createHmac } from 'node:crypto';

/** Secrets by what they are. */
export type Secrets = Record<string, string>;

export type Leak = { secret: string; place: string; spelling: string };

/** Something that came out of the server, and the secrets that are meant to stand in it. */
export type Output = { place: string; text: string; means?: readonly string[] };

/** The spellings in which a secret may come out; those that are the same stand once. */
function spellingsOf(secret: string): [name: string, spelling: string][] {
  const bytes = Buffer.from(secret);
  const spellings = new Map([
    [bytes.toString('base64url'), 'base64url'],
    [bytes.toString('base64').replace(/=+$/, ''), 'base64'],
    [bytes.toString('hex'), 'hexadecimal'],
    [encodeURIComponent(secret), 'in an address'],
    [JSON.stringify(secret).slice(1, -1), 'in JSON'],
    [secret, 'plain'],
  ]);
  return [...spellings].map(([spelling, name]) => [name, spelling]);
}

/** Where secrets came out that are not meant to. */
export function findLeaks(secrets: Secrets, outputs: readonly Output[]): Leak[] {
  const spelled = Object.entries(secrets).map(([name, secret]) => ({
    name,
    spellings: spellingsOf(secret),
  }));
  return outputs.flatMap(({ place, text, means = [] }) =>
    spelled
      .filter(({ name }) => !means.includes(name))
      .flatMap(({ name, spellings }) =>
        spellings
          .filter(([, spelling]) => text.includes(spelling))
          .map(([spelling]) => ({ secret: name, place, spelling })),
      ),
  );
}

/** Keeps every answer as it came, without the cookies that are meant for who asked. */
export function recordAnswers(outputs: Output[], means: Readonly<Record<string, string[]>>) {
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const body = await response.clone().text();
    const text = `${response.status} ${headersOf(response)} ${body}`;
    outputs.push({ place: pathname, text, means: means[pathname] ?? [] });
    return response;
  };
}

/** The headers of an answer as text, cookies aside. */
export function headersOf({ headers }: Response): string {
  const lines: string[] = [];
  headers.forEach((value, name) => {
    if (name !== 'set-cookie') {
      lines.push(`${name}: ${value}`);
    }
  });
  return lines.join('\n');
}

/** What an authenticator app shows for a secret at an instant. */
export function totpOf(secret: string, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const digest = createHmac('sha1', readBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function readBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '').toUpperCase()]
    .map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
