import { incidentRate } from '@bellwether/shared/incidents/incident-rate.metric';
import type { IncidentTrends } from '@bellwether/shared/incidents/incident-trends.schema';
import type { RatePer } from '@bellwether/shared/incidents/incidents.terms';
import type { UseQueryResult } from '@tanstack/react-query';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { formatRateValue } from '../../format/rate.ts';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import { describeInShort } from './incident-durations.prepare.ts';
import { basisOf, perWords, sayDenominator } from './incident-rate.prepare.ts';
import styles from './incident-trends.module.css';
import { useIncidentSearch } from './use-incident-search.ts';

type PartsProps = { query: UseQueryResult<IncidentTrends, unknown> };

/** Where things break: by service and by team, each against what it ships. */
export function PartsWidget({ query }: PartsProps) {
  const { search } = useIncidentSearch();
  const per = search.per ?? 'week';
  const basis = prepareBasis(basisOf(query.data, per), useNow(60_000));
  return (
    <div className={styles.halves}>
      <Widget
        title="By service"
        basis={basis}
        subtitle={`Rate ${perWords[per]}. Pull requests are of repositories, not of services: they are not split.`}
      >
        <QueryView query={query} what="The services" height={240}>
          {({ services }) => (
            <Rows
              rows={services.map((part) => ({
                ...{ key: part.service ?? '', name: part.service ?? 'Not known', part },
                search: part.service === null ? null : { services: [part.service] },
              }))}
              per={per}
              isWeighted={search.weighted === true}
              name="Service"
            />
          )}
        </QueryView>
        {search.services === undefined ? null : <AllServices />}
      </Widget>
      <Widget
        title="By team"
        basis={basis}
        subtitle="An incident is the team’s that has its repository; without one, where its service is deployed from. It may be several teams’, so these do not add up."
      >
        <QueryView query={query} what="The teams" height={240}>
          {({ teams, ofNoTeam }) => (
            <>
              <Rows
                rows={teams.map((part) => ({
                  ...{ key: part.id, name: part.name, part },
                  search: { team: part.handle },
                }))}
                per={per}
                isWeighted={search.weighted === true}
                name="Team"
              />
              {ofNoTeam === 0 ? null : (
                <p className={styles.notes}>
                  {formatCountOf(ofNoTeam, 'incident')} {ofNoTeam === 1 ? 'is' : 'are'} of no team:
                  no team has the repository.
                </p>
              )}
            </>
          )}
        </QueryView>
      </Widget>
    </div>
  );
}

type Part = Omit<IncidentTrends['services'][number], 'service'>;
type Row = {
  key: string;
  name: string;
  part: Part;
  search: { services: string[] } | { team: string } | null;
};

type RowsProps = { rows: readonly Row[]; per: RatePer; isWeighted: boolean; name: string };

function Rows({ rows, per, isWeighted, name }: RowsProps) {
  if (rows.length === 0) {
    return <EmptyState title="None in this period, nor in the one before" height={120} />;
  }
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`Incidents by ${name.toLowerCase()}`}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">n</th>
            <th scope="col">Rate</th>
            <th scope="col">Held against</th>
            <th scope="col">Before</th>
            <th scope="col">Time to restore</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PartRow key={row.key} row={row} per={per} isWeighted={isWeighted} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PartRow({ row, per, isWeighted }: { row: Row; per: RatePer; isWeighted: boolean }) {
  const { part } = row;
  const rate = incidentRate(part.incidents, part.exposure, per, isWeighted ? part.weighted : null);
  const { previous } = part;
  const before = incidentRate(
    previous.incidents,
    previous.exposure,
    per,
    isWeighted ? previous.weighted : null,
  );
  const interval = rate.interval80?.map(formatRateValue).join(' – ');
  return (
    <tr>
      <th scope="row">
        <Narrow row={row} />
      </th>
      <td>{formatCount(part.incidents)}</td>
      <td title={interval === undefined ? undefined : `80 % interval ${interval}`}>
        {rate.value === null ? '–' : formatRateValue(rate.value)}
      </td>
      <td>{sayDenominator(rate.denominator, per)}</td>
      <td>{before.value === null ? '–' : formatRateValue(before.value)}</td>
      <td>{describeInShort(part.restore)}</td>
    </tr>
  );
}

/** Narrows the page to the service or the team. */
function Narrow({ row }: { row: Row }) {
  const { change } = useIncidentSearch();
  const { change: changeFilter } = useFilter();
  const { search } = row;
  if (search === null) {
    return row.name;
  }
  return (
    <button
      type="button"
      className={styles.link}
      title={`Only ${row.name}`}
      onClick={() => ('team' in search ? changeFilter({ teams: [search.team] }) : change(search))}
    >
      <bdi>{row.name}</bdi>
    </button>
  );
}

function AllServices() {
  const { change } = useIncidentSearch();
  return (
    <p className={styles.notes}>
      <button type="button" className={styles.link} onClick={() => change({ services: undefined })}>
        All services again
      </button>
    </p>
  );
}
