import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '@bellwether/shared/errors/app-error';

export type PrivateKey = {
  /** PEM with real line breaks. */
  pem: string;
  /** As GitHub shows it beside the key: SHA-256 of the public half, in base64. */
  fingerprint: string;
};

/**
 * Reads an App's private key: PEM with real line breaks, with `\n` written out, or all of it in base64.
 * @throws AppError `invalid_input` with field `privateKey`; it never repeats what was given
 */
export function readPrivateKey(text: string): PrivateKey {
  const pem = toPem(text.trim());
  if (pem === null) {
    throw wrongKey(
      'This is no private key.',
      'It begins with -----BEGIN RSA PRIVATE KEY----- and ends with -----END RSA PRIVATE KEY-----: paste the whole file.',
    );
  }
  const key = parse(pem);
  if (key.asymmetricKeyType !== 'rsa') {
    throw wrongKey('This is a private key of another kind.', 'GitHub gives Apps an RSA key.');
  }
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { pem, fingerprint: createHash('sha256').update(spki).digest('base64') };
}

function toPem(text: string): string | null {
  const candidates = [text, text.replaceAll('\\n', '\n'), decodeBase64(text)];
  const pem = candidates.find((candidate) =>
    /^-----BEGIN [A-Z ]*PRIVATE KEY-----\s[\s\S]*-----END [A-Z ]*PRIVATE KEY-----$/.test(candidate),
  );
  return pem === undefined ? null : `${pem.replaceAll('\r\n', '\n')}\n`;
}

function decodeBase64(text: string): string {
  return Buffer.from(text.replace(/\s/g, ''), 'base64')
    .toString('utf8')
    .replaceAll('\\n', '\n')
    .trim();
}

function parse(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw wrongKey(
      'The private key is damaged, or protected by a password.',
      'Paste the whole file as GitHub gave it, or make a new key on the App’s page.',
    );
  }
}

function wrongKey(message: string, remedy: string): AppError {
  return new AppError('invalid_input', message, { field: 'privateKey', remedy });
}
