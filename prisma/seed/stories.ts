import { buildFactsBulk } from '../factories/build-facts-bulk.ts';
import type { Queryable } from '../factories/insert-row.ts';
import { tellSmallTeam } from './small-team.ts';

/** Something that a database can be filled with. */
export type Story = {
  name: string;
  /** One sentence for the list. */
  about: string;
  /** Fills an empty, migrated database; `now` is where the story ends. */
  tell(db: Queryable, now: Date): Promise<void>;
};

const YEAR_MS = 364 * 86_400_000;

export const stories: readonly Story[] = [
  {
    name: 'small-team',
    about:
      'One repository, five people, 60 pull requests of the last eight weeks with their reviews.',
    tell: tellSmallTeam,
  },
  {
    name: 'bulk-200k',
    about: 'Twenty repositories, 200,000 pull requests of a year; facts without events, for speed.',
    tell: (db, now) =>
      buildFactsBulk(db, {
        count: 200_000,
        seed: 1,
        from: new Date(now.getTime() - YEAR_MS),
        to: now,
      }),
  },
];
