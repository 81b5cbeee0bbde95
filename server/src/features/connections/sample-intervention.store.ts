import type { InterventionText } from '@bellwether/shared/interventions/interventions.schema';
import type { Queryable } from '../../db/queryable.types.ts';

/** What the sample team changed, in its own words. */
export type SampleStory = { changedOn: string; settledOn: string; changeTitle: string };

const description = [
  'Every change waited for the same person: the lead gave two reviews in three, and the median change took four days from ready to merge.',
  '**What we did**',
  [
    '- Changes are tiered by how hard they are to judge: light, standard and deep.',
    '- Whoever knows an area takes its light and standard reviews, in turns. The lead looks at deep ones.',
    '- A review is answered the same day, or handed on.',
  ].join('\n'),
  'It took six weeks until everybody worked this way.',
].join('\n\n');

/**
 * Writes down the turn of the sample team's story as an intervention over its repositories, once: where somebody deleted it,
 * it stays away. Where it stands, its repositories are brought up to date. Nothing happens where there is no sample team.
 */
export async function keepSampleIntervention(
  db: Queryable,
  story: SampleStory,
  now: Date,
): Promise<void> {
  const text: Pick<InterventionText, 'metric' | 'clock'> = {
    metric: 'review-cycle',
    clock: 'wall',
  };
  const own = `coalesce((select array_agg(r.id order by r.id) from repositories r
    join connections c on c.id = r.connection_id where c.kind = 'sample'), '{}')`;
  await db.query(`update interventions set repository_ids = ${own} where origin = 'sample'`);
  await db.query(
    `with telling as (
       update connections set sample_told_at = $7 where kind = 'sample' and sample_told_at is null
       returning id)
     insert into interventions (title, description, repository_ids, started_on, settled_on, metric, clock, origin,
       created_by, created_at, changed_at)
     select $1, $2, ${own}, $3::date, $4::date, $5, $6, 'sample', 'The sample team', $7, $7 from telling`,
    [
      ...[story.changeTitle, description, story.changedOn, story.settledOn],
      ...[text.metric, text.clock, now],
    ],
  );
}
