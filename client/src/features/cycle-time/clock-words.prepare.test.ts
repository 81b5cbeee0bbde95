import { expect, it } from 'vitest';
import { sayBothClocks } from './clock-words.prepare.ts';

it('tells both clocks side by side, elapsed first, whichever was asked for', () => {
  const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');
  const words = '1 d 4 h elapsed · 6 h 30 min working';
  expect(plain(sayBothClocks('wall', 28 * 3600, 6.5 * 3600))).toBe(words);
  expect(plain(sayBothClocks('work', 6.5 * 3600, 28 * 3600))).toBe(words);
  expect(plain(sayBothClocks('work', 6.5 * 3600, null))).toBe('6 h 30 min working');
  expect(sayBothClocks('wall', null, null)).toBeNull();
});
