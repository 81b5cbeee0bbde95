import { generateKeyPairSync } from 'node:crypto';
import { AppError } from '@bellwether/shared/errors/app-error';
import { describe, expect, test } from 'vitest';
import { readPrivateKey } from './private-key.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = String(privateKey.export({ type: 'pkcs1', format: 'pem' }));
const fingerprint = readPrivateKey(pem).fingerprint;

function refusalOf(text: string): AppError {
  try {
    readPrivateKey(text);
  } catch (error) {
    if (error instanceof AppError) {
      return error;
    }
  }
  throw new Error('It was taken.');
}

describe("an App's private key", () => {
  test.each([
    ['as GitHub gives it', pem],
    ['as PKCS#8', String(privateKey.export({ type: 'pkcs8', format: 'pem' }))],
    ['with line breaks of Windows', pem.replaceAll('\n', '\r\n')],
    ['with \\n written out', pem.trim().replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(pem).toString('base64')],
  ])('is read %s', (_, text) => {
    const read = readPrivateKey(text);
    expect(read.pem).toMatch(/^-----BEGIN [A-Z ]+-----\n/);
    expect(read.pem).not.toContain('\r');
    expect(read.fingerprint).toBe(fingerprint);
  });

  test.each([
    ['something else', 'hunter2', 'no private key'],
    ['its first line alone', '-----BEGIN RSA PRIVATE KEY-----', 'no private key'],
    ['half of it', pem.slice(0, 400) + pem.slice(900), 'damaged'],
    [
      'a key of another kind',
      String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
      'another kind',
    ],
  ])('is refused at its field when it is %s, without being repeated', (_, text, words) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({ code: 'invalid_input', field: 'privateKey' });
    expect(refusal.message).toContain(words);
    const secretPart = text.replace(/-----BEGIN [A-Z ]+-----\s*/, '').slice(0, 60);
    expect(secretPart !== '' && JSON.stringify(refusal).includes(secretPart)).toBe(false);
  });
});
