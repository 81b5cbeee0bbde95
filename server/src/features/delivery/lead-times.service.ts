import { fewestForPercentiles } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { partLeadTimeSchema } from '@bellwether/shared/delivery/delivery.schema';
import type { z } from 'zod';
import type { Sight } from '../../access/sight.ts';
import { withholdNested } from '../cycle-time/few-people.metric.ts';
import type { LeadTimeQuestion, LeadTimes } from './lead-times.store.ts';

export type PartLeadTime = z.infer<typeof partLeadTimeSchema>;

/** Who the caller may see one by one. */
export function seenBy({ scope, oneByOne }: Sight): LeadTimeQuestion['seen'] {
  const seesAll = oneByOne?.teamIds === 'all';
  const isSame = JSON.stringify(scope) === JSON.stringify(oneByOne);
  return seesAll || isSame ? 'everybody' : oneByOne;
}

/** What the caller may hear of them: one or two people whom they do not see one by one are not told apart by a total. */
export function withholdLeadTimes<K>(parts: ReadonlyMap<K, LeadTimes>): Map<K, PartLeadTime> {
  const entries = [...parts];
  const cells = withholdNested(entries.map(([, { hiddenPeople }]) => new Set(hiddenPeople)));
  return new Map(
    entries.map(([key, { n, p50 }], index) => [
      key,
      cells[index] === true
        ? { n: null, p50: null, withheld: 'too-few-people' }
        : { n, p50: n < fewestForPercentiles ? null : p50, withheld: null },
    ]),
  );
}

export const noLeadTime: PartLeadTime = { n: 0, p50: null, withheld: null };
