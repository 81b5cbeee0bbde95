import { expect, it } from 'vitest';
import { isHost, isNetwork } from './network-names.ts';

it.each(['127.0.0.1', '::1', '0.0.0.0', 'localhost', 'github.corp.example.com', 'a_b-1.local'])(
  'takes %s for a host',
  (text) => expect(isHost(text)).toBe(true),
);

it.each(['', '1.2.3', '999.1.1.1', 'a b', 'a..b', '-a', 'a/b', 'http://a', `${'a'.repeat(300)}`])(
  'takes %j for no host',
  (text) => expect(isHost(text)).toBe(false),
);

it.each(['10.0.0.0/8', '192.168.7.9', 'fd00::/8', '::1'])('takes %s for a network', (text) =>
  expect(isNetwork(text)).toBe(true),
);

it.each(['', '10.0.0.0/33', '10/8', 'localhost', 'localhost/8', '10.0.0.0/', '::/129'])(
  'takes %j for no network',
  (text) => expect(isNetwork(text)).toBe(false),
);
