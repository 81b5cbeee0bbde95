import { fewestForPercentiles } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { partLeadTimeSchema } from '@bellwether/shared/delivery/delivery.schema';
import type { z } from 'zod';
import type { Sight } from '../../access/sight.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { withholdNested } from '../cycle-time/few-people.metric.ts';
import {
  type LeadTimeQuestion,
  type LeadTimes,
  loadLeadTime,
  loadLeadTimesByService,
  loadLeadTimesByTeam,
} from './lead-times.store.ts';

export type PartLeadTime = z.infer<typeof partLeadTimeSchema>;

/** Who the caller may see one by one. */
export function seenBy({ scope, oneByOne }: Sight): LeadTimeQuestion['seen'] {
  const seesAll = oneByOne?.teamIds === 'all';
  const isSame = JSON.stringify(scope) === JSON.stringify(oneByOne);
  return seesAll || isSame ? 'everybody' : oneByOne;
}

/** The lead times of everything together, of some services by their key and of some teams by their id. */
type ToldLeadTimes = {
  whole: PartLeadTime;
  ofService: (serviceKey: string) => PartLeadTime;
  ofTeam: (teamId: string) => PartLeadTime;
};

/**
 * What the caller may hear of them: one or two people whom they do not see one by one are not told apart by a total, nor by
 * what is left of the whole or of a service without the teams that are told, or of the whole without the services.
 */
export async function readLeadTimes(
  db: Queryable,
  question: LeadTimeQuestion,
  shown: { serviceKeys: readonly string[]; teamIds: readonly string[] },
): Promise<ToldLeadTimes> {
  const byService = await loadLeadTimesByService(db, question);
  const byTeam = await loadLeadTimesByTeam(db, question);
  const services = new Map(
    shown.serviceKeys.map((key) => [`service ${key}`, byService.get(key) ?? nobodys]),
  );
  const teams = new Map(shown.teamIds.map((id) => [`team ${id}`, byTeam.get(id) ?? nobodys]));
  const told = withholdLeadTimes(
    new Map([['whole', await loadLeadTime(db, question)], ...services, ...teams]),
  );
  return {
    whole: told.get('whole') ?? noLeadTime,
    ofService: (serviceKey) => told.get(`service ${serviceKey}`) ?? noLeadTime,
    ofTeam: (teamId) => told.get(`team ${teamId}`) ?? noLeadTime,
  };
}

const nobodys: LeadTimes = { n: 0, p50: null, hiddenPeople: [] };
const noLeadTime: PartLeadTime = { n: 0, p50: null, withheld: null };

function withholdLeadTimes(parts: ReadonlyMap<string, LeadTimes>): Map<string, PartLeadTime> {
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
