import {
  type CompareDimension,
  compareDimensions,
  overlappingDimensions,
} from '@bellwether/shared/cycle-time/compare.terms';
import type { Comparison } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { SparkLine } from '../../charts/spark-line.tsx';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { OneChoice } from '../../ui/one-choice.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ChartPart } from './chart-part.tsx';
import { clockWords } from './clock-words.prepare.ts';
import {
  type CompareModel,
  type CompareRow,
  dimensionWords,
  prepareComparison,
} from './compare.prepare.ts';
import styles from './depth.module.css';
import { depthOptions } from './depth-options.ts';
import type { DepthProps } from './depth-tabs.tsx';

const HEIGHT = 320;

/** The chosen measure by one property of the pull requests. */
export function DepthCompare({ overview }: DepthProps) {
  const { search, input, change } = useFilter();
  const by = search.by ?? 'repository';
  const query = useQuery(
    trpc.cycleTime.compare.queryOptions({ ...input, by }, depthOptions(overview)),
  );
  const terms = durationTerms[input.metric];
  return (
    <ChartPart
      title={`${terms.label} by ${dimensionWords[by].label.toLowerCase()}`}
      subtitle={`By ${terms.bucketedBy} (${terms.rule}); ${clockWords[input.clock]}. A change is told when the 80 % intervals of both periods do not overlap (B0.6).${overlappingDimensions.has(by) ? ' One pull request may stand in several rows.' : ''}`}
      what="Comparison"
      query={query}
      height={HEIGHT}
      overview={overview}
      basis="metric"
      actions={
        <OneChoice<CompareDimension>
          name="Compare by"
          value={by}
          width={220}
          options={compareDimensions.map((value) => ({
            value,
            label: dimensionWords[value].label,
          }))}
          onChange={(next) => change({ by: next === 'repository' ? undefined : next })}
        />
      }
      prepare={prepareComparison}
      empty={nothingToCompare}
    >
      {(model) => <CompareTable model={model} by={by} />}
    </ChartPart>
  );
}

function nothingToCompare({ values, by }: Comparison) {
  if (values.length > 0) {
    return null;
  }
  const step: Partial<Record<CompareDimension, string>> = {
    rule: 'No rule counts pull requests apart: a rule of the definitions can have that effect.',
    label: 'No pull request of this choice has a label.',
    team: 'No author of this choice is on a team: teams are kept under People.',
  };
  return (
    <EmptyState title="Nothing to compare in this period" height={HEIGHT}>
      <p>{step[by] ?? 'Choose a longer period or fewer filters.'}</p>
    </EmptyState>
  );
}

function CompareTable({ model, by }: { model: CompareModel; by: CompareDimension }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={model.summary}>
        <table className={styles.table}>
          <caption className="visually-hidden">{model.summary}</caption>
          <thead>
            <tr>
              <th scope="col">{dimensionWords[by].label}</th>
              <th scope="col">n</th>
              <th scope="col">Median</th>
              <th scope="col">Interval, p75 to p90</th>
              <th scope="col">p75</th>
              <th scope="col">p90</th>
              <th scope="col">Over time</th>
              <th scope="col">Against before</th>
            </tr>
          </thead>
          <tbody>
            {model.rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {model.bounded === null ? null : <p className={styles.note}>{model.bounded}.</p>}
    </>
  );
}

function Row({ row }: { row: CompareRow }) {
  return (
    <tr>
      <th scope="row" dir="auto" title={row.name}>
        {row.name}
        {row.hint === null ? null : <span className={styles.small}>{row.hint}</span>}
        {row.note === null ? null : <span className={styles.small}>{row.note}</span>}
      </th>
      <td>{row.n}</td>
      <td className={styles.strong}>
        {row.p50}
        {row.interval === '–' ? null : <span className={styles.small}>{row.interval}</span>}
      </td>
      <td>{row.strip === null ? '–' : <Strip strip={row.strip} />}</td>
      <td>{row.p75}</td>
      <td>{row.p90}</td>
      <td>
        <SparkLine model={row.spark} />
      </td>
      <td>
        {row.change === null ? (
          <span className={styles.small}>
            {row.before === '–' ? 'not known before' : `was ${row.before}, no clear change`}
          </span>
        ) : (
          <span className={row.change.isBetter ? styles.better : styles.worse}>
            {row.change.isBetter ? (
              <IconArrowDown size={14} aria-hidden="true" />
            ) : (
              <IconArrowUp size={14} aria-hidden="true" />
            )}{' '}
            {row.change.words}
          </span>
        )}
      </td>
    </tr>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** The median in its interval, and p75 to p90 behind it; the numbers stand beside it. */
function Strip({ strip }: { strip: NonNullable<CompareRow['strip']> }) {
  const { low, high, median, p75, p90 } = strip;
  return (
    <div className={styles.strip} aria-hidden="true">
      <span
        className={styles.stripUpper}
        style={{ left: percent(p75), width: percent(Math.max(p90 - p75, 0.01)) }}
      />
      <span
        className={styles.stripInterval}
        style={{ left: percent(low), width: percent(Math.max(high - low, 0.01)) }}
      />
      <span className={styles.stripMedian} style={{ left: percent(median) }} />
    </div>
  );
}
