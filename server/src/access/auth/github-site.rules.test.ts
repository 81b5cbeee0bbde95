import { expect, it } from 'vitest';
import { githubSiteOf } from './github-site.rules.ts';

it.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.octocorp.ghe.com', 'https://octocorp.ghe.com'],
  ['https://github.example.com/api/v3', 'https://github.example.com'],
  ['https://example.com/github/api/v3/', 'https://example.com/github'],
  ['http://127.0.0.1:4599', 'http://127.0.0.1:4599'],
])('the site of %s is %s', (apiUrl, site) => expect(githubSiteOf(apiUrl)).toBe(site));
