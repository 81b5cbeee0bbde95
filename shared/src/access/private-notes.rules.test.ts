import { describe, expect, it } from 'vitest';
import { mayChangeNote, mayReadNote } from './private-notes.rules.ts';

const note = { authorId: 'lena', readerIds: ['tom'] };
const reader = (userId: string, isDeactivated = false) => ({ userId, isDeactivated });

describe('private notes', () => {
  it.each([
    ['lena', true, true],
    ['tom', true, false],
    ['admin', false, false],
    ['', false, false],
  ])('%s reads: %s, changes: %s', (userId, reads, changes) => {
    expect(mayReadNote(note, reader(userId))).toBe(reads);
    expect(mayChangeNote(note, reader(userId))).toBe(changes);
    expect(mayReadNote(note, reader(userId, true))).toBe(false);
    expect(mayChangeNote(note, reader(userId, true))).toBe(false);
  });
});
