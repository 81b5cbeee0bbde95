import { expect, it } from 'vitest';
import { pathForLog } from './path-for-log.rules.ts';

it.each([
  [
    '/trpc/pullRequests.list,people.list?input=%7B%22token%22%3A1%7D',
    '/trpc/pullRequests.list,people.list',
  ],
  [
    '/people/0b9c2a4e-2f1a-4a5e-9d10-0c9a7d1f3b55#notes',
    '/people/0b9c2a4e-2f1a-4a5e-9d10-0c9a7d1f3b55',
  ],
  ['/join/Zk3v9sQ2m-8LxTn4RbY1cA', '/join/…'],
  ['/reset/Zk3v9sQ2m-8LxTn4RbY1cA/more?x=1', '/reset/…/more'],
  ['/assets/index-B1x9.js', '/assets/index-B1x9.js'],
  ['', ''],
])('writes %s as %s', (url, expected) => expect(pathForLog(url)).toBe(expected));
