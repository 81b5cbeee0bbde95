import { expect, it } from 'vitest';
import { cutWords, openWords, sayOpen } from './queue-words.prepare.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it('the whole queue is counted as it is', () => {
  expect(openWords({ open: 1, cutAt: null })).toBe('1 open request');
  expect(cutWords({ open: 1, cutAt: null })).toBeNull();
  expect(sayOpen({ open: 31, cutAt: null })).toBe(' 31 open requests in all.');
});

it('a queue that is cut says so, and at what number', () => {
  const cut = { open: 1834, cutAt: 2000 };
  expect(plain(sayOpen(cut))).toBe(' More than 1 834 open requests in all.');
  expect(plain(cutWords(cut) ?? '')).toContain('The queue is cut at 2 000 entries');
});

it('what is withheld is not counted', () => {
  expect(sayOpen({ open: null, cutAt: 2000 })).toContain('Withheld');
  expect(sayOpen(undefined)).toBe('');
});
