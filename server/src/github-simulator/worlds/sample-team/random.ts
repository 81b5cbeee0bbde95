/** A repeatable source of chance: the same key gives the same sequence, on every machine. */
export type Random = {
  /** A number in [0, 1). */
  next: () => number;
  between: (low: number, high: number) => number;
  /** A whole number in [low, high], both ends included. */
  integer: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  weighted: <T>(entries: readonly (readonly [T, number])[]) => T;
  hex: (length: number) => string;
  /** An independent source whose sequence depends on this one's key and the label, not on what was drawn. */
  fork: (label: string | number) => Random;
};

/** Four 32-bit words from a text, by multiplicative mixing. */
function hashKey(key: string): [number, number, number, number] {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0xdeadbeef;
  for (let i = 0; i < key.length; i += 1) {
    const code = key.charCodeAt(i);
    a = Math.imul(a ^ code, 0x85ebca6b) ^ (b >>> 7);
    b = Math.imul(b ^ code, 0xc2b2ae35) ^ (c >>> 11);
    c = Math.imul(c ^ code, 0x27d4eb2f) ^ (d >>> 13);
    d = Math.imul(d ^ code, 0x165667b1) ^ (a >>> 16);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** sfc32: small, fast, and passes the usual batteries of tests. */
function createWords(key: string): () => number {
  let [a, b, c, counter] = hashKey(key);
  const nextWord = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) {
    nextWord();
  }
  return nextWord;
}

function pickFrom<T>(list: readonly T[], position: number): T {
  const index = Math.min(list.length - 1, Math.floor(position * list.length));
  if (index < 0) {
    throw new RangeError('Nothing to pick from: the list is empty');
  }
  return list[index] as T;
}

function pickWeighted<T>(entries: readonly (readonly [T, number])[], position: number): T {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = position * total;
  for (const [value, weight] of entries) {
    left -= weight;
    if (left < 0) {
      return value;
    }
  }
  return pickFrom(entries, 1)[0];
}

export function createRandom(key: string): Random {
  const nextWord = createWords(key);
  const next = (): number => nextWord() / 0x1_0000_0000;
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => pickFrom(list, next()),
    weighted: (entries) => pickWeighted(entries, next()),
    hex: (length) => {
      let text = '';
      while (text.length < length) {
        text += nextWord().toString(16).padStart(8, '0');
      }
      return text.slice(0, length);
    },
    fork: (label) => createRandom(`${key}/${label}`),
  };
}
