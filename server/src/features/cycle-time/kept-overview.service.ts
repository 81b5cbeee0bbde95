import type {
  CycleTimeInput,
  CycleTimeOverview,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import { inZone } from '../../answers/in-zone.ts';
import { keptAnswer } from '../../answers/kept-answers.ts';
import type { AppContext } from '../../app-context.ts';
import { readOverview } from './overview.service.ts';

const MINUTE = 60;

/** `readOverview`, worked out once for each version of the data. What still waits is counted to the minute. */
export async function readKeptOverview(
  app: Pick<AppContext, 'db' | 'clock' | 'sample'>,
  input: CycleTimeInput,
  sight: Sight,
): Promise<CycleTimeOverview> {
  const now = instantOf(app.clock());
  const answer = await keptAnswer(
    app,
    'cycle-time.overview',
    { input, sight },
    () => inZone(readOverview)({ ...app, clock: () => dateOf(now) }, input, sight),
    { withReadings: true, time: { now, goodUntil: (made) => findGoodUntil(made, now) } },
  );
  return { ...answer, now: formatInstant(dateOf(now)) };
}

/** A median with what still waits moves with the clock; all else changes when a bucket opens or closes. Null: never. */
function findGoodUntil(
  { buckets, previous, summary }: CycleTimeOverview,
  now: Instant,
): Instant | null {
  const ends = [...previous.buckets, ...buckets]
    .map((bucket) => ({ ...bucket, end: instantOf(new Date(bucket.end)) }))
    .filter(({ end }) => end > now);
  if (ends.length === 0) {
    return null;
  }
  const isMoving = summary.isKaplanMeier || ends.some(({ isKaplanMeier }) => isKaplanMeier);
  const isBefore = !ends.some(({ isPartial }) => isPartial);
  const nextMinute =
    isMoving || isBefore ? now - (now % MINUTE) + MINUTE : Number.POSITIVE_INFINITY;
  return Math.min(nextMinute, ...ends.map(({ end }) => end));
}
