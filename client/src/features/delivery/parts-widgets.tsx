import type {
  DeliveryOverview,
  ServicePart,
  TeamPart,
} from '@bellwether/shared/delivery/delivery.schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { formatOptionalDuration } from '../../format/duration.ts';
import { formatCount, formatShare } from '../../format/number.ts';
import { formatRateValue } from '../../format/rate.ts';
import { useNow } from '../../lib/use-now.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import styles from './delivery.module.css';

type PartsProps = { query: UseQueryResult<DeliveryOverview, unknown> };

/** The same by service and by team. */
export function PartsWidgets({ query }: PartsProps) {
  const basis = prepareBasis(query.data?.basis.failures, useNow(60_000));
  return (
    <>
      <Widget
        title="By service"
        basis={basis}
        subtitle="A pull request that reached several services counts in each (B9.2)."
      >
        <QueryView query={query} what="The services" height={200}>
          {({ services }) => <Services services={services} />}
        </QueryView>
      </Widget>
      <Widget
        title="By team"
        basis={basis}
        subtitle="A deployment is a team’s that brought a pull request by one of its people; one that brought none, such as a rollback, is the teams’ of its repository. It may be several teams’, so these do not add up."
      >
        <QueryView query={query} what="The teams" height={160}>
          {({ teams }) => <Teams teams={teams} />}
        </QueryView>
      </Widget>
    </>
  );
}

const paceWords = { daily: 'daily', weekly: 'weekly', monthly: 'monthly', yearly: 'more rarely' };

function Services({ services }: { services: readonly ServicePart[] }) {
  const { change } = useFilter();
  if (services.length === 0) {
    return <EmptyState title="Nothing was deployed in this period, nor in the one before" />;
  }
  return (
    <Scroll label="Delivery by service">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Deployments</th>
          <th scope="col">A week</th>
          <th scope="col">Pace</th>
          <Measures />
          <th scope="col">Failed before</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <tr key={service.serviceKey}>
            <th scope="row">
              <button
                type="button"
                className={styles.link}
                title={`Only ${service.repository}`}
                onClick={() => change({ repositories: [service.repositoryId] })}
              >
                {service.name}
              </button>{' '}
              <span className={styles.hint}>{service.environment}</span>
            </th>
            <td>
              {formatCount(service.deployments)}{' '}
              <span className={styles.hint}>({formatCount(service.before.deployments)})</span>
            </td>
            <td>{service.perWeek === null ? '–' : formatRateValue(service.perWeek)}</td>
            <td>{service.pace === null ? '–' : paceWords[service.pace]}</td>
            <MeasureCells part={service} />
            <td>{service.before.ratio === null ? '–' : formatShare(service.before.ratio)}</td>
          </tr>
        ))}
      </tbody>
    </Scroll>
  );
}

function Teams({ teams }: { teams: readonly TeamPart[] }) {
  const { change } = useFilter();
  if (teams.length === 0) {
    return <EmptyState title="No team deployed anything in this period" height={100} />;
  }
  return (
    <Scroll label="Delivery by team">
      <thead>
        <tr>
          <th scope="col">Team</th>
          <th scope="col">Deployments</th>
          <Measures />
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => (
          <tr key={team.handle}>
            <th scope="row">
              <button
                type="button"
                className={styles.link}
                title={`Only ${team.name}`}
                onClick={() => change({ teams: [team.handle] })}
              >
                {team.name}
              </button>
            </th>
            <td>{formatCount(team.deployments)}</td>
            <MeasureCells part={team} />
          </tr>
        ))}
      </tbody>
    </Scroll>
  );
}

function Measures() {
  return (
    <>
      <th scope="col">Lead time</th>
      <th scope="col">Failed</th>
      <th scope="col">Suspected</th>
      <th scope="col">Recovery</th>
      <th scope="col">Rework</th>
    </>
  );
}

function MeasureCells({ part }: { part: Omit<TeamPart, 'handle' | 'name'> }) {
  const { leadTime, changeFailure, recovery, rework } = part;
  const each = recovery.each.map(formatOptionalDuration).join(', ');
  return (
    <>
      <td title={leadTime.withheld === null ? undefined : 'Too few people stand behind it'}>
        {leadTime.withheld === null ? formatOptionalDuration(leadTime.p50) : 'withheld'}
      </td>
      <td>
        {changeFailure.ratio === null ? '–' : formatShare(changeFailure.ratio)}{' '}
        <span className={styles.hint}>
          ({formatCount(changeFailure.failed)} of {formatCount(changeFailure.deployments)})
        </span>
      </td>
      <td>{formatCount(changeFailure.suspected)}</td>
      <td>{recovery.p50 === null ? each || '–' : formatOptionalDuration(recovery.p50)}</td>
      <td>{rework === null ? '–' : formatShare(rework)}</td>
    </>
  );
}

function Scroll({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      <table className={styles.table}>{children}</table>
    </section>
  );
}
