import { AppError } from '@bellwether/shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import { readJoinDomain, readJoinOrganization } from './join-value.rules.ts';

function refusalOf(read: () => string): AppError {
  try {
    throw new Error(`was taken as ${read()}`);
  } catch (error) {
    if (error instanceof AppError) {
      return error;
    }
    throw error;
  }
}

describe('a domain that people join by', () => {
  it.each([
    ['example.com', 'example.com'],
    [' @Example.COM ', 'example.com'],
    ['mail.example.co.uk', 'mail.example.co.uk'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['gmail.example.com', 'gmail.example.com'],
    ['outlook-consulting.de', 'outlook-consulting.de'],
    ['live.example.com', 'live.example.com'],
  ])('%s is kept as %s', (text, domain) => expect(readJoinDomain(text)).toBe(domain));

  it.each(['gmail.com', 'GMX.de', 'yahoo.co.uk', 'outlook.com', 'users.noreply.github.com'])(
    '%s is refused, because anybody gets an address there',
    (text) => {
      const { code, field, message } = refusalOf(() => readJoinDomain(text));
      expect([code, field]).toEqual(['invalid_input', 'value']);
      expect(message).toContain('Anybody can get an address');
    },
  );

  it.each([
    'com',
    'localhost',
    '*.example.com',
    'ada@example.com',
    'https://example.com',
    'example.com/path',
    'example..com',
    '-example.com',
    '192.168.0.1',
    '[::1]',
    'example.com:25',
    'exa mple.com',
    'example.com.',
    '%65xample.com',
  ])('%s is refused as no domain', (text) =>
    expect(refusalOf(() => readJoinDomain(text)).message).toContain('not a domain'),
  );
});

describe('an organisation that people join by', () => {
  it.each([
    ['acme', 'acme'],
    ['@Octo-Org', 'octo-org'],
    ['https://github.com/Acme/', 'acme'],
    ['https://github.com/orgs/Acme', 'acme'],
  ])('%s is kept as %s', (text, login) => expect(readJoinOrganization(text)).toBe(login));

  it.each(['', '-acme', 'acme-', 'a--b', 'acme/shop', 'acme corp', 'a'.repeat(40)])(
    '%j is refused',
    (text) => expect(refusalOf(() => readJoinOrganization(text)).field).toBe('value'),
  );
});
