import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isDirectLoopback } from './direct-loopback.ts';

type Given = { from?: string; headers?: Record<string, string>; httpVersion?: string };

function requestOf({ from = '127.0.0.1', headers = {}, httpVersion = '1.1' }: Given) {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: from });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, { host: '127.0.0.1:4600', ...headers });
  request.httpVersion = httpVersion;
  return request;
}

describe('a request straight from this machine', () => {
  it.each<[string, Given]>([
    ['comes over IPv4', {}],
    ['comes over IPv6', { from: '::1', headers: { host: '[::1]:4600' } }],
    ['comes over IPv4 in IPv6', { from: '::ffff:127.0.0.1', headers: { host: 'LOCALHOST' } }],
    ['comes from its own page', { headers: { origin: 'http://127.0.0.1:4600' } }],
  ])('%s', (_, given) => expect(isDirectLoopback(requestOf(given))).toBe(true));

  it.each<[string, Given]>([
    ['another machine', { from: '10.0.0.7' }],
    ['a name of the network', { headers: { host: 'bellwether.example.com' } }],
    ['a name that only begins like one', { headers: { host: 'localhost.evil.example' } }],
    ['a proxy that says for whom', { headers: { 'x-forwarded-for': '10.0.0.7' } }],
    ['a proxy that says for whom, emptily', { headers: { 'x-forwarded-for': '' } }],
    ['a proxy that names the scheme', { headers: { 'x-forwarded-proto': 'https' } }],
    ['a proxy by the standard', { headers: { forwarded: 'for=10.0.0.7' } }],
    ['a proxy that names itself', { headers: { via: '1.1 proxy' } }],
    ['a proxy that names the address', { headers: { 'x-real-ip': '10.0.0.7' } }],
    ['a proxy that was told nothing', { httpVersion: '1.0' }],
    ['a page elsewhere', { headers: { origin: 'https://evil.example' } }],
    ['a page without an origin', { headers: { origin: 'null' } }],
    ['a link elsewhere', { headers: { referer: 'https://bellwether.example.com/welcome' } }],
  ])('does not come from %s', (_, given) => {
    expect(isDirectLoopback(requestOf(given))).toBe(false);
  });
});
