import type { Area } from './areas.rules.ts';
import { type Concentration, concentrationOf } from './concentration.metric.ts';

/** A change as the areas see it: where it lies, who wrote it and who read it in the period. */
export type PlacedChange = {
  id: string;
  areas: readonly Area[];
  /** The person; null: a machine, or nobody who is known. */
  author: string | null;
  /** Merged in the period: counts for the authors. */
  isMerged: boolean;
  /** Distinct people with a review act in the period. */
  reviewers: readonly string[];
  minutes: number;
};

/** A person's part of an area. */
export type AreaPerson = { person: string; reviewed: number; minutes: number; written: number };

export type AreaLoad = {
  area: Area;
  reviewed: number;
  written: number;
  /** Over the minutes of review, and over the merged changes. */
  overReviewers: Concentration;
  overAuthors: Concentration;
  /** By key. */
  people: AreaPerson[];
};

/** Per area: how many carry its reviews, and how many write it (B12). A change that touches several counts in each. By key. */
export function loadByArea(changes: readonly PlacedChange[]): AreaLoad[] {
  const drafts = new Map<string, Draft>();
  for (const change of changes) {
    for (const area of change.areas) {
      const draft = drafts.get(area.key) ?? { area, reviewed: 0, written: 0, people: new Map() };
      add(draft, change);
      drafts.set(area.key, draft);
    }
  }
  return [...drafts.values()]
    .filter(({ reviewed, written }) => reviewed + written > 0)
    .map(finish)
    .sort((a, b) => (a.area.key < b.area.key ? -1 : 1));
}

type Draft = {
  area: Area;
  reviewed: number;
  written: number;
  people: Map<string, AreaPerson>;
};

function add(draft: Draft, { author, isMerged, reviewers, minutes }: PlacedChange): void {
  draft.reviewed += reviewers.length > 0 ? 1 : 0;
  for (const reviewer of reviewers) {
    const one = personIn(draft, reviewer);
    one.reviewed += 1;
    one.minutes += minutes;
  }
  if (isMerged && author !== null) {
    draft.written += 1;
    personIn(draft, author).written += 1;
  }
}

function personIn({ people }: Draft, person: string): AreaPerson {
  const one = people.get(person) ?? { person, reviewed: 0, minutes: 0, written: 0 };
  people.set(person, one);
  return one;
}

function finish({ area, reviewed, written, people }: Draft): AreaLoad {
  const all = [...people.values()].sort((a, b) => (a.person < b.person ? -1 : 1));
  return {
    ...{ area, reviewed, written, people: all },
    overReviewers: concentrationOf(all.map(({ minutes }) => minutes)),
    overAuthors: concentrationOf(all.map((one) => one.written)),
  };
}
