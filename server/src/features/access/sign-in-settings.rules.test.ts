import type { SmtpSettings } from '@bellwether/shared/access/sign-in-settings.schema';
import { describe, expect, it } from 'vitest';
import { mustAskForSecret, secretHint } from './sign-in-settings.rules.ts';

const smtp: SmtpSettings = {
  host: 'mail.example.com',
  port: 587,
  security: 'starttls',
  userName: 'bellwether',
  from: 'bellwether@example.com',
};
const stored = { settings: smtp, secretSetAt: new Date(0) };

describe('a stored secret', () => {
  it('stays where the setting leads to the same place', () => {
    const input = { name: 'smtp' as const, settings: { ...smtp, from: 'other@example.com' } };
    expect(mustAskForSecret(input, stored)).toBe(false);
  });

  it.each([{ host: 'evil.example' }, { port: 25 }, { security: 'none' as const }])(
    'never goes along to another place: %j',
    (change) => {
      expect(mustAskForSecret({ name: 'smtp', settings: { ...smtp, ...change } }, stored)).toBe(
        true,
      );
    },
  );

  it('must be given the first time, unless the server asks for none', () => {
    expect(mustAskForSecret({ name: 'smtp', settings: smtp }, undefined)).toBe(true);
    const open = { ...smtp, userName: null };
    expect(mustAskForSecret({ name: 'smtp', settings: open }, undefined)).toBe(false);
  });

  it('shows its end, and nothing where that would be much of it', () => {
    expect(secretHint('a-long-client-secret-9f2')).toBe('9f2');
    expect(secretHint('short')).toBe('');
  });
});
