import { describe, expect, it } from 'vitest';
import { mayGoTo } from './inner-networks.ts';

describe('an address that a person enters', () => {
  it.each([
    '140.82.121.6',
    '10.1.2.3',
    '192.168.0.9',
    '127.0.0.1',
    '::1',
    'fd12::7',
    '2606:50c0::1',
  ])('may be %s', (address) => expect(mayGoTo(address)).toBe(true));

  it.each([
    ...[
      '169.254.169.254',
      '169.254.0.1',
      '0.0.0.0',
      '100.100.100.200',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::', 'fe80::1', 'fd00:ec2::254', 'ff02::1', '::ffff:169.254.169.254'],
  ])('is never %s', (address) => expect(mayGoTo(address)).toBe(false));
});
