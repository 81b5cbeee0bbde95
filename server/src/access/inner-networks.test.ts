import { describe, expect, it } from 'vitest';
import { mayGoTo, readAllowedNetworks } from './inner-networks.ts';

const nothing = readAllowedNetworks([]);

describe('an address that a person enters', () => {
  it.each(['140.82.121.6', '8.8.8.8', '2606:50c0::1', '::ffff:140.82.121.6'])(
    'may be %s',
    (address) => expect(mayGoTo(address, nothing)).toBe(true),
  );

  it.each([
    ...['127.0.0.1', '127.9.9.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.9'],
    ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '0.0.0.0', '0.1.2.3'],
    ...[
      '192.0.0.8',
      '192.0.2.1',
      '198.18.0.1',
      '203.0.113.9',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'fc00::1',
      'fd12::7',
      'fd00:ec2::254',
      'ff02::1',
    ],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:169.254.169.254',
      '::127.0.0.1',
      '::ffff:0:127.0.0.1',
    ],
    ...['64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', '100::1'],
    ...['', 'localhost', '127.0.0.1.example', '::1::'],
  ])('is never %j', (address) => expect(mayGoTo(address, nothing)).toBe(false));
});

describe('what the operator allows', () => {
  const allowed = readAllowedNetworks([
    '10.20.0.0/16',
    '192.168.7.9',
    'fd00:1::/32',
    'GitHub.corp.example',
  ]);

  it.each(['10.20.3.4', '::ffff:10.20.3.4', '192.168.7.9', 'fd00:1::9', '140.82.121.6'])(
    'reaches %s',
    (address) => expect(mayGoTo(address, allowed)).toBe(true),
  );

  it.each(['10.21.0.1', '192.168.7.8', 'fd00:2::9', '127.0.0.1', '169.254.169.254'])(
    'does not reach %s',
    (address) => expect(mayGoTo(address, allowed)).toBe(false),
  );

  it('names hosts in any case', () => {
    expect(allowed.hosts).toEqual(new Set(['github.corp.example']));
  });
});
