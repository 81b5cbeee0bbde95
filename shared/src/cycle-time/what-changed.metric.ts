/** One kind of work in the two periods: how many there were, and how long they took together. */
export type KindOfWork = {
  key: string;
  nBefore: number;
  secondsBefore: number;
  nNow: number;
  secondsNow: number;
};

/** What one kind adds to the shift of the mean, in seconds. The parts that do not apply are 0. */
export type KindShift = KindOfWork & {
  /** It makes up another share of the work than before. */
  mix: number;
  /** The same kind takes another time than before. */
  speed: number;
  /** It is seen in this period alone. */
  onlyNow: number;
  /** It was seen in the period before alone. */
  onlyBefore: number;
};

/** The shift of the mean and its parts, which add up to it exactly. All in seconds. */
export type WhatChanged = {
  nBefore: number;
  nNow: number;
  meanBefore: number;
  meanNow: number;
  shift: number;
  mix: number;
  speed: number;
  onlyNow: number;
  onlyBefore: number;
  /** Largest part first. */
  kinds: KindShift[];
};

/**
 * How much of the shift of the mean between two periods is another mix of work, and how much another speed within the
 * same kind of work (Kitagawa, Oaxaca–Blinder with both periods as reference). Means add up, medians do not (B0.4).
 *
 * For a kind with the share w and the mean m: speed is the mean of both shares × (m now − m before), mix is
 * (w now − w before) × (the kind's mean over both periods − the mean of everything over both periods): more of what takes
 * long lengthens, more of what is quick shortens. The shares of all kinds add up to 1 in both periods, so measuring from
 * the overall mean leaves the sum as it is. Null: one of the periods is empty.
 */
export function decomposeShift(kinds: readonly KindOfWork[]): WhatChanged | null {
  const total = (of: (kind: KindOfWork) => number) => kinds.reduce((sum, k) => sum + of(k), 0);
  const [nBefore, nNow] = [total((k) => k.nBefore), total((k) => k.nNow)];
  if (nBefore === 0 || nNow === 0) {
    return null;
  }
  const meanBefore = total((k) => k.secondsBefore) / nBefore;
  const meanNow = total((k) => k.secondsNow) / nNow;
  const middle = (meanBefore + meanNow) / 2;
  const shifts = kinds
    .filter((kind) => kind.nBefore > 0 || kind.nNow > 0)
    .map((kind) => shiftOfKind(kind, nBefore, nNow, middle));
  const sum = (of: (kind: KindShift) => number) => shifts.reduce((all, kind) => all + of(kind), 0);
  return {
    ...{ nBefore, nNow, meanBefore, meanNow, shift: meanNow - meanBefore },
    mix: sum((kind) => kind.mix),
    speed: sum((kind) => kind.speed),
    onlyNow: sum((kind) => kind.onlyNow),
    onlyBefore: sum((kind) => kind.onlyBefore),
    kinds: shifts.sort(
      (a, b) => Math.abs(partsOf(b)) - Math.abs(partsOf(a)) || (a.key < b.key ? -1 : 1),
    ),
  };
}

/** What a kind adds to the shift in all. */
export function partsOf({ mix, speed, onlyNow, onlyBefore }: KindShift): number {
  return mix + speed + onlyNow + onlyBefore;
}

function shiftOfKind(kind: KindOfWork, nBefore: number, nNow: number, middle: number): KindShift {
  const none = { mix: 0, speed: 0, onlyNow: 0, onlyBefore: 0 };
  const [before, now] = [kind.nBefore / nBefore, kind.nNow / nNow];
  if (kind.nBefore === 0) {
    return { ...kind, ...none, onlyNow: now * (kind.secondsNow / kind.nNow - middle) };
  }
  const meanBefore = kind.secondsBefore / kind.nBefore;
  if (kind.nNow === 0) {
    return { ...kind, ...none, onlyBefore: -before * (meanBefore - middle) };
  }
  const meanNow = kind.secondsNow / kind.nNow;
  return {
    ...{ ...kind, ...none },
    mix: (now - before) * ((meanBefore + meanNow) / 2 - middle),
    speed: ((before + now) / 2) * (meanNow - meanBefore),
  };
}
