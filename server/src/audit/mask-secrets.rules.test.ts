import { expect, it } from 'vitest';
import { maskSecrets } from './mask-secrets.rules.ts';

it.each([
  ...['token', 'accessToken', 'secret', 'clientSecret', 'password', 'newPassword', 'privateKey'],
  ...[
    'code',
    'setUpCode',
    'backupCodes',
    'current',
    'next',
    'otp',
    'secretCiphertext',
    'passphrase',
  ],
])('leaves out what stands under %s, however deep', (name) => {
  const masked = maskSecrets({ [name]: 'planted', deep: [{ [name]: ['planted'] }] });
  expect(JSON.stringify(masked)).not.toContain('planted');
});

it('keeps what is no secret', () => {
  const input = {
    name: 'Grafana',
    revision: 3,
    secret: null,
    hasSecret: true,
    days: ['a'],
    nextAt: 1,
  };
  expect(maskSecrets(input)).toEqual(input);
});
