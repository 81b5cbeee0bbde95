import { useFilter } from '../../shell/filter/use-filter.ts';
import { useIncidentSearch } from './use-incident-search.ts';

/** Which incidents the address asks for. */
export function useIncidentQuestion() {
  const { input } = useFilter();
  const { search } = useIncidentSearch();
  const { from, to, repositories, teams = [] } = input.filter;
  return { from, to, repositories, teams, services: search.services ?? [], bucket: input.bucket };
}
