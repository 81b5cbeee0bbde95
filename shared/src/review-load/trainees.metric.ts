import type { AreaLoad, PlacedChange } from './area-load.metric.ts';

/** Somebody who stands near an area and could learn to review it, and why that is thought. */
export type Trainee = {
  person: string;
  /** Changes of the period that they wrote here, and reviewed here. */
  written: number;
  reviewed: number;
  /** Where they review beside it. Null: nowhere. */
  neighbour: { area: string; reviewed: number } | null;
};

const MOST_TRAINEES = 3;
const MOST_NEIGHBOURS = 4;

/** Areas that changes touch together with this one, the most often first. */
export function neighboursOf(key: string, changes: readonly PlacedChange[]): string[] {
  const together = new Map<string, number>();
  for (const { areas } of changes) {
    if (areas.some((area) => area.key === key)) {
      for (const area of areas) {
        together.set(area.key, (together.get(area.key) ?? 0) + 1);
      }
    }
  }
  together.delete(key);
  return [...together]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_NEIGHBOURS)
    .map(([neighbour]) => neighbour);
}

/** Who could be trained for an area beside `away`: whoever wrote here, reviewed here a little, or reviews next to it. */
export function traineesFor(
  area: AreaLoad,
  neighbours: readonly AreaLoad[],
  away: string,
): Trainee[] {
  const people = new Set([area, ...neighbours].flatMap((one) => one.people.map((p) => p.person)));
  people.delete(away);
  return [...people]
    .map((person) => describe(person, area, neighbours))
    .filter(({ written, reviewed, neighbour }) => written + reviewed > 0 || neighbour !== null)
    .sort((a, b) => nearness(b) - nearness(a) || (a.person < b.person ? -1 : 1))
    .slice(0, MOST_TRAINEES);
}

function describe(person: string, area: AreaLoad, neighbours: readonly AreaLoad[]): Trainee {
  const here = area.people.find((one) => one.person === person);
  const beside = neighbours
    .map((one) => ({
      area: one.area.name,
      reviewed: one.people.find((p) => p.person === person)?.reviewed ?? 0,
    }))
    .reduce((best, one) => (one.reviewed > best.reviewed ? one : best), { area: '', reviewed: 0 });
  return {
    person,
    written: here?.written ?? 0,
    reviewed: here?.reviewed ?? 0,
    neighbour: beside.reviewed === 0 ? null : beside,
  };
}

function nearness({ written, reviewed, neighbour }: Trainee): number {
  return 3 * reviewed + 2 * written + (neighbour?.reviewed ?? 0);
}
