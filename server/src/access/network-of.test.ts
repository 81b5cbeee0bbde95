import { expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2::1', '20010db800010002'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '20010db800010002'],
  ['nonsense', 'unknown'],
])('counts %s as %s', (address, network) => expect(networkOf(address)).toBe(network));

it('counts those without an address as one', () => expect(networkOf(null)).toBe('unknown'));
