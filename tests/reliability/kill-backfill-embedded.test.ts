import { seededRandom } from '@bellwether/server/github-simulator/faults';
import { expect, test } from 'vitest';
import { useBackfillRig } from '../support/backfill-rig.ts';
import { beginInSmallPages, runUntilKilled } from '../support/interrupted-backfill.ts';

const KILLS = 50;
const MINUTE_MS = 60_000;

const rig = useBackfillRig();

test(`a backfill into the embedded database that is killed ${KILLS} times at random moments ends like an undisturbed one`, {
  timeout: 15 * MINUTE_MS,
}, async () => {
  const undisturbed = await rig.readToTheEnd(await rig.layOut('embedded'));
  const place = await rig.layOut('embedded');
  await beginInSmallPages(rig.world(), place);
  const random = seededRandom(20_260_302);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await runUntilKilled(rig.world(), place, random);
  }
  expect(await rig.isRead(place)).toBe(false);
  expect(await rig.readToTheEnd(place)).toEqual(undisturbed);
});
