import { ratePers, severityKeys } from '@bellwether/shared/incidents/incidents.terms';
import {
  type FieldsOf,
  listOf,
  matching,
  oneOf,
  readFields,
  truth,
  uuid,
  word,
} from '../../lib/read-fields.rules.ts';

const incidentReaders = {
  per: oneOf(ratePers),
  by: oneOf(['severity', 'service']),
  weighted: truth,
  services: listOf(word, 50),
  /** Which of the incidents behind the numbers are listed; the list knows which there are. */
  part: matching(/^[a-z-]{1,60}$/u),
  severity: oneOf(severityKeys),
  /** The incident that is open over the page. */
  incident: uuid,
};

/** What the address of the incidents says beside the filter. Absent: the default. */
export type IncidentSearch = FieldsOf<typeof incidentReaders>;

/** Leniently: what makes no sense is left out, and laid over the raw address as undefined. */
export function readIncidentSearch(raw: Record<string, unknown>): IncidentSearch {
  return readFields(incidentReaders, raw).fields;
}
