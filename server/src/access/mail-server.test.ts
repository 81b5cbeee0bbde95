import { expect, it } from 'vitest';
import { readMailServer } from './mail-server.ts';

it.each([
  [
    'smtps://bell%40wether:p%2Fw@mail.example.com',
    {
      host: 'mail.example.com',
      port: 465,
      security: 'tls',
      userName: 'bell@wether',
      password: 'p/w',
    },
  ],
  [
    'smtp://mail.example.com',
    { host: 'mail.example.com', port: 587, security: 'starttls', userName: null, password: null },
  ],
  [
    'smtp://127.0.0.1:2525?security=none',
    { host: '127.0.0.1', port: 2525, security: 'none', userName: null, password: null },
  ],
])('%s is read', (text, server) => expect(readMailServer(text)).toEqual(server));

it.each(['mail.example.com', 'https://mail.example.com', 'smtp://', 'x'])(
  '%s is no mail server',
  (text) => expect(readMailServer(text)).toBeNull(),
);
