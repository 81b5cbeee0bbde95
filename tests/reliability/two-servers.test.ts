import type { ChildProcess } from 'node:child_process';
import { seededRandom } from '@bellwether/server/github-simulator/faults';
import { expect, test } from 'vitest';
import { useBackfillRig } from '../support/backfill-rig.ts';
import {
  beginInSmallPages,
  killAt,
  readStored,
  untilRead,
} from '../support/interrupted-backfill.ts';

const TAKE_OVERS = 6;
/** A paused server may hold a lock that the other one needs to start. */
const LONGEST_PAUSE_MS = 10_000;
const MINUTE_MS = 60_000;

const rig = useBackfillRig();

test('two servers on one Postgres, of which one is killed in the middle of a page, again and again, end like an undisturbed one', {
  timeout: 10 * MINUTE_MS,
}, async () => {
  const undisturbed = await rig.readToTheEnd(await rig.layOut('postgres'));
  const place = await rig.layOut('postgres');
  const world = rig.world();
  await beginInSmallPages(world, place);
  const random = seededRandom(7);
  let working = await rig.start(place);
  for (let round = 0; round < TAKE_OVERS; round += 1) {
    const waiting = await whilePaused(working.process, () => rig.start(place));
    await killAt(working.process, world.requests(1 + Math.floor(random() * 20)), random);
    await rig.expireLeases(place);
    working = waiting;
  }
  expect(await rig.isRead(place)).toBe(false);
  await untilRead(world, working);
  expect(await working.stop()).toBe(0);
  expect(await readStored(place)).toEqual(undisturbed);
});

/** Nothing is read meanwhile: else a slow machine reads everything before the last server has begun. */
async function whilePaused<T>(server: ChildProcess, work: () => Promise<T>): Promise<T> {
  server.kill('SIGSTOP');
  const goOn = () => server.kill('SIGCONT');
  const timer = setTimeout(goOn, LONGEST_PAUSE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    goOn();
  }
}
