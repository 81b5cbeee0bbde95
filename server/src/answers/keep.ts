import { instantOf } from '@bellwether/shared/time/instant';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import { inZone } from './in-zone.ts';
import { keptAnswer } from './kept-answers.ts';

const MINUTE = 60;

/**
 * A service's question, by the organisation's clock (B0.8), with answers that are kept while nothing that they stand on changes, and for the minute that they
 * were given in, since most read the clock: `keep('cycle-time.compare', readComparison)(app, input, sight)`. `seen`: what the
 * caller may see. Nothing else may matter to the answer.
 */
export function keep<
  App extends { db: Pick<Database, 'pool'>; clock?: Clock },
  Input,
  Seen,
  Answer,
>(
  name: string,
  service: (app: App, input: Input, seen: Seen, zone: string) => Promise<Answer>,
): (app: App & { clock: Clock }, input: Input, seen: Seen) => Promise<Answer> {
  return (app, input, seen) => {
    const now = instantOf(app.clock());
    return keptAnswer(app, name, { input, seen }, () => inZone(service)(app, input, seen), {
      withReadings: true,
      time: { now, goodUntil: () => now - (now % MINUTE) + MINUTE },
    });
  };
}
