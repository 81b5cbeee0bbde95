import { expect, test } from 'vitest';
import { checkAddress } from './check-address.ts';

const cases = [
  { HOST: '127.0.0.1', BELLWETHER_URL: undefined, BELLWETHER_TRUST_PROXY: false, states: ['ok'] },
  {
    HOST: '0.0.0.0',
    BELLWETHER_URL: undefined,
    BELLWETHER_TRUST_PROXY: false,
    states: ['attention'],
  },
  {
    HOST: '127.0.0.1',
    BELLWETHER_URL: 'http://bw.example.com',
    BELLWETHER_TRUST_PROXY: false,
    states: ['ok', 'attention'],
  },
  {
    HOST: '127.0.0.1',
    BELLWETHER_URL: 'http://localhost:4600',
    BELLWETHER_TRUST_PROXY: false,
    states: ['ok'],
  },
  {
    HOST: '127.0.0.1',
    BELLWETHER_URL: 'https://bw.example.com',
    BELLWETHER_TRUST_PROXY: false,
    states: ['ok', 'attention'],
  },
  {
    HOST: '127.0.0.1',
    BELLWETHER_URL: 'https://bw.example.com',
    BELLWETHER_TRUST_PROXY: 1,
    states: ['ok'],
  },
  {
    HOST: '0.0.0.0',
    BELLWETHER_URL: 'https://bw.example.com',
    BELLWETHER_TRUST_PROXY: ['10.0.0.5'],
    states: ['ok', 'attention'],
  },
] as const;

test.each(cases)(
  '$HOST, $BELLWETHER_URL, proxy $BELLWETHER_TRUST_PROXY: $states',
  ({ states, ...env }) => {
    const given = env.BELLWETHER_TRUST_PROXY;
    const proxies = typeof given === 'object' ? [...given] : given;
    const findings = checkAddress({ ...env, BELLWETHER_TRUST_PROXY: proxies });
    expect(findings.map(({ state }) => state)).toEqual(states);
  },
);
