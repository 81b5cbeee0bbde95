import type { AgreementsOverview } from '@bellwether/shared/agreements/agreements.schema';
import { useMemo, useState } from 'react';
import { Legend, type LegendEntry } from '../../charts/legend.tsx';
import { NumberTable } from '../../charts/number-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { formatCount, formatShare } from '../../format/number.ts';
import { useNow } from '../../lib/use-now.ts';
import { useAnnotations } from '../../shell/filter/use-annotations.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { addMarks } from '../cycle-time/change-marks.prepare.ts';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import { prepareBasis } from '../sync-status/basis.prepare.ts';
import {
  daysOf,
  describeKept,
  describeOthers,
  describeTarget,
  describeTime,
  prepareProgress,
} from './agreement.prepare.ts';
import { AgreementActions } from './agreement-actions.tsx';
import styles from './agreements.module.css';
import { BreachLists } from './breach-lists.tsx';
import { DefinitionsChanged } from './definitions-changed.tsx';

const HEIGHT = 200;

const legend: LegendEntry[] = [
  { label: 'Share in time', color: 'var(--bw-accent)', shape: 'line' },
  { label: 'Still filling', color: 'var(--bw-accent)', shape: 'dotted' },
  { label: '80 % interval', color: 'var(--bw-band)', shape: 'area' },
  { label: 'Target', color: 'var(--bw-previous)', shape: 'faint' },
];

type AgreementItem = AgreementsOverview['items'][number];
type AgreementWidgetProps = { item: AgreementItem; overview: AgreementsOverview };

/** One agreement: whether it is kept, what to act on, and the definitions it stands on. */
export function AgreementWidget({ item, overview }: AgreementWidgetProps) {
  const { agreement, progress } = item;
  const [isTable, setTable] = useState(false);
  const now = useNow(60_000);
  const annotations = useAnnotations({
    ...daysOf(progress.weeks, overview),
    repositories: agreement.repositoryIds,
  });
  const model = useMemo(
    () =>
      addMarks(prepareProgress(progress, agreement.targetShare, overview), annotations, {
        buckets: progress.weeks,
        zone: overview.zone,
      }),
    [progress, agreement.targetShare, overview, annotations],
  );
  return (
    <Widget
      title={<bdi>{agreement.title}</bdi>}
      subtitle={`${agreement.team} · ${describeTarget(agreement)} · ${describeTime(agreement)}${agreement.repositories.length === 0 ? '' : ` · ${agreement.repositories.join(', ')}`}`}
      actions={
        <ChartTools
          what={`Progress of ${agreement.title}`}
          isTable={isTable}
          onToggle={() => setTable(!isTable)}
          table={model.table}
        />
      }
      basis={prepareBasis(item.basis, now)}
    >
      <div className={styles.agreement}>
        <Standing item={item} />
        <div>
          <Drawing item={item} model={model} isTable={isTable} />
        </div>
      </div>
      {agreement.note === null ? null : (
        <p className={styles.note} dir="auto">
          {agreement.note}
        </p>
      )}
      <DefinitionsChanged item={item} />
      {agreement.endsOn === null ? (
        <BreachLists agreement={agreement} seesEach={overview.seesEach} />
      ) : null}
      {agreement.mayWrite ? <AgreementActions item={item} overview={overview} /> : null}
    </Widget>
  );
}

function Standing({ item }: { item: AgreementItem }) {
  const { agreement, progress } = item;
  const { whole } = progress;
  const others = describeOthers(progress);
  const words = { true: 'kept', false: 'not kept' }[String(whole.isKept) as 'true' | 'false'];
  return (
    <div className={styles.standing}>
      <p className={styles.share}>
        {whole.share === null ? (
          <span className={styles.unknown}>–</span>
        ) : (
          formatShare(whole.share)
        )}
        {whole.isKept === null ? null : (
          <span className={whole.isKept ? styles.kept : styles.broken}>{words}</span>
        )}
      </p>
      <p className={styles.hint}>
        Target {formatShare(agreement.targetShare)}
        {whole.interval80 === null
          ? ''
          : ` · 80 % interval ${whole.interval80.map(formatShare).join(' – ')}`}
      </p>
      <p className={styles.words}>{describeKept(progress, 'Kept')}</p>
      {others === null ? null : <p className={styles.hint}>{others}</p>}
      {item.headsUp === null || item.headsUp === 0 ? null : (
        <p className={styles.soon}>{formatCount(item.headsUp)} will soon be beyond the time</p>
      )}
    </div>
  );
}

type DrawingProps = {
  item: AgreementItem;
  model: ReturnType<typeof prepareProgress>;
  isTable: boolean;
};

function Drawing({ item, model, isTable }: DrawingProps) {
  const { weeks, whole } = item.progress;
  if (whole.withheld !== null && weeks.every(({ withheld, n }) => withheld !== null || n === 0)) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  if (weeks.every(({ n, undecided }) => n === 0 && undecided === 0)) {
    return (
      <EmptyState title="Nothing has begun to wait since" height={HEIGHT}>
        <p>The first pull requests of the team fill this.</p>
      </EmptyState>
    );
  }
  return isTable ? (
    <NumberTable caption={model.summary} table={model.table} />
  ) : (
    <>
      <Legend entries={legend} />
      <TrendChart model={model} height={HEIGHT} />
    </>
  );
}
