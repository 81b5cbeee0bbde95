import { DAY, MINUTE, toSecond, WEEK } from './instants.ts';
import type { Random } from './random.ts';
import type { RepositorySketch } from './repositories.ts';
import type { StoryClock } from './story.ts';
import { instantOf, localDay } from './work-calendar.ts';

/** When the repository's regular production deployments are started, in order; later ones than the end included. */
export function planDeploymentSlots(
  repository: RepositorySketch,
  clock: StoryClock,
  seed: Random,
): number[] {
  const random = seed.fork(`slots-${repository.name}`);
  const slots: number[] = [];
  for (let monday = clock.startsAt; monday < clock.endsAt + WEEK; monday += WEEK) {
    const day = localDay('Europe/Berlin', monday + DAY / 2);
    const table = monday < clock.changedAt ? repository.slotsBefore : repository.slotsAfter;
    for (const [weekday, hour] of table) {
      const minute = hour * 60 + random.between(-12, 25);
      const skipped = random.chance(0.06);
      if (!skipped) {
        slots.push(toSecond(instantOf('Europe/Berlin', day + weekday, minute)));
      }
    }
  }
  return slots;
}

/** From the start on staging to the start in production. */
export function drawStagingLead(random: Random): number {
  return toSecond(random.between(18, 65) * MINUTE);
}
