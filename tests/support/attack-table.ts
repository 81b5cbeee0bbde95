/** One kind of attack that the server is put to, as SECURITY.md lists them. */
export type AttackRow = { attack: string; outcome: string };

/**
 * Every attack that is tried against the running server, over real HTTP or in a real browser, and what becomes of it. The
 * tests are made from these rows, and SECURITY.md holds the same ones.
 */
export const attackTable = {
  passwords: {
    attack: 'Guessing passwords',
    outcome:
      '429 after ten wrong ones for an account, with the time to come again; never locked for good',
  },
  'set-up code': {
    attack: 'Guessing the set-up code',
    outcome: '429 after ten wrong ones, whatever comes next',
  },
  'api tokens': {
    attack: 'Guessing API tokens',
    outcome: '401 each, then 429 for the address; tokens that were made here go on working',
  },
  'known accounts': {
    attack: 'Finding out who has an account',
    outcome: 'the same answer for a wrong password and an unknown address',
  },
  'session fixation': {
    attack: 'Session fixation',
    outcome: 'a session that was planted before is not taken over; signing in makes a new one',
  },
  'forged session': {
    attack: 'A session cookie that was changed',
    outcome: '401: cookies are signed',
  },
  csrf: {
    attack: 'Requests from pages of other sites (CSRF)',
    outcome: '403, by Origin and Sec-Fetch-Site; cookies are SameSite and HttpOnly',
  },
  'cross-site page': {
    attack: 'A page of another site in the same browser',
    outcome: 'it reads nothing, changes nothing and frames nothing',
  },
  'xss in titles': {
    attack: 'XSS through titles, logins, labels and branches',
    outcome: 'shown as text; the content policy allows no script that is not a file of ours',
  },
  'xss in links': {
    attack: 'XSS through addresses of links',
    outcome: 'no link where the address is not on the web',
  },
  'xss in markdown': {
    attack: 'XSS through Markdown and names that people write',
    outcome: 'shown as text: nothing that people write becomes HTML',
  },
  'csv formulas': {
    attack: 'Formulas in CSV',
    outcome: 'a cell that a spreadsheet would run begins with an apostrophe',
  },
  ssrf: {
    attack: 'SSRF through addresses that people enter',
    outcome:
      '400: private, loopback, link-local and translated addresses are refused, in every spelling',
  },
  'ssrf by name': {
    attack: 'SSRF through names that change their mind, and through redirects',
    outcome:
      'refused at the connection, after the name was looked up for it; redirects stay on the site',
  },
  'sql injection': {
    attack: 'SQL injection through searches, filters and ids',
    outcome: 'found as text or refused as a wrong value; every value is a parameter',
  },
  'header injection': {
    attack: 'Header injection and response splitting',
    outcome: '400, or the text encoded; no header of the answer is made of it',
  },
  'request smuggling': {
    attack: 'Request smuggling',
    outcome: '400 and the connection closed; nothing behind it is read',
  },
  'path traversal': {
    attack: 'Path traversal on static files',
    outcome: 'the page or 404; never a file from outside the folder',
  },
  'oversized body': {
    attack: 'Oversized bodies, headers and addresses',
    outcome: '413, 431 or 400 before they are read whole',
  },
  'nested json': {
    attack: 'Deeply nested and endless JSON',
    outcome: '400 before it is parsed into anything',
  },
  'prototype pollution': {
    attack: 'Prototype pollution',
    outcome: '400; nothing is merged from what was sent',
  },
  redos: {
    attack: 'Patterns that take for ever (ReDoS)',
    outcome:
      'matched in linear time, with limits to their length; the server answers others meanwhile',
  },
  'open redirect': {
    attack: 'Open redirects after signing in',
    outcome: 'only paths of our own pages are followed',
  },
  'forged host': {
    attack: 'Forged Host headers and DNS rebinding',
    outcome: '403; links in mail are made from BELLWETHER_URL alone',
  },
  'forged sender': {
    attack: 'Forged X-Forwarded-For headers',
    outcome: 'not believed unless the proxy is trusted; limits count the real address',
  },
  'sample from elsewhere': {
    attack: 'Entering the sample team from elsewhere',
    outcome: '403: one click signs in on this machine alone',
  },
  'forged webhook': {
    attack: 'Forged deliveries of webhooks',
    outcome: '401 without a signature over the exact bytes',
  },
  timing: {
    attack: 'Timing the comparison of secrets',
    outcome:
      'hashes and codes are compared in constant time; answers do not tell how much was right',
  },
} as const satisfies Record<string, AttackRow>;

export type AttackName = keyof typeof attackTable;
