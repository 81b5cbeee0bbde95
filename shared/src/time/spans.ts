import type { Instant, Span, Spell } from './instant.ts';

/** The same time as `spells`, sorted, without overlaps or empty stretches. A running spell swallows what follows it. */
export function unionOfSpells(spells: readonly Spell[]): Spell[] {
  const sorted = spells
    .filter((spell) => spell.to === null || spell.to > spell.from)
    .sort((a, b) => a.from - b.from);
  const union: Spell[] = [];
  for (const spell of sorted) {
    const last = union.at(-1);
    if (last === undefined || (last.to !== null && last.to < spell.from)) {
      union.push({ ...spell });
    } else if (last.to !== null && (spell.to === null || spell.to > last.to)) {
      last.to = spell.to;
    }
  }
  return union;
}

/** The parts of `spells` that lie in `[from, to)`. */
export function clipSpells(spells: readonly Spell[], from: Instant, to: Instant): Span[] {
  const clipped: Span[] = [];
  for (const spell of spells) {
    const start = Math.max(spell.from, from);
    const end = Math.min(spell.to ?? to, to);
    if (end > start) {
      clipped.push({ from: start, to: end });
    }
  }
  return clipped;
}

/** Seconds of `[from, to)` that no pause covers. `pauses` must not overlap each other. Never negative. */
export function secondsOutside(pauses: readonly Spell[], from: Instant, to: Instant): number {
  let seconds = Math.max(0, to - from);
  for (const pause of clipSpells(pauses, from, to)) {
    seconds -= pause.to - pause.from;
  }
  return seconds;
}

/** Whether `instant` lies in one of the spells; the end of a finished spell is outside. */
export function isInside(spells: readonly Spell[], instant: Instant): boolean {
  return spells.some((spell) => spell.from <= instant && (spell.to === null || instant < spell.to));
}

/** The parts of `spans` that no pause covers; both lists ascend and do not overlap themselves. */
export function withoutPauses(spans: readonly Span[], pauses: readonly Spell[]): Span[] {
  const left: Span[] = [];
  for (const span of spans) {
    let from = span.from;
    for (const pause of clipSpells(pauses, span.from, span.to)) {
      if (pause.from > from) {
        left.push({ from, to: pause.from });
      }
      from = pause.to;
    }
    if (span.to > from) {
      left.push({ from, to: span.to });
    }
  }
  return left;
}
