import type { WhatChangedAnswer } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { WaterfallChart } from '../../charts/waterfall-chart.tsx';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { ChartPart } from './chart-part.tsx';
import { clockWords } from './clock-words.prepare.ts';
import cycleStyles from './cycle-time.module.css';
import styles from './depth.module.css';
import { depthOptions } from './depth-options.ts';
import type { DepthProps } from './depth-tabs.tsx';
import { sayDuration } from './trend.prepare.ts';
import { prepareKinds, prepareWaterfall, saySigned } from './what-changed.prepare.ts';
import { WITHHELD } from './withheld-words.prepare.ts';

const HEIGHT = 240;

/** How much of the shift of the mean is another mix of work, and how much another speed. */
export function DepthChanged({ overview }: DepthProps) {
  const { input } = useFilter();
  const query = useQuery(trpc.cycleTime.whatChanged.queryOptions(input, depthOptions(overview)));
  const terms = durationTerms[input.metric];
  return (
    <div className={cycleStyles.halves}>
      <ChartPart
        title="What changed since the period before?"
        subtitle={`${terms.label}, ${clockWords[input.clock]}, by ${terms.bucketedBy}. Means, since only means add up (B0.4): they follow single long ones more than the median does.`}
        what="Waterfall"
        query={query}
        height={HEIGHT}
        overview={overview}
        basis="metric"
        prepare={prepare}
        empty={nothingChanged}
        foot={(answer) => <Foot answer={answer} />}
      >
        {(model) => <WaterfallChart model={model} />}
      </ChartPart>
      <Kinds query={query} />
    </div>
  );
}

const none = {
  ...{ nBefore: 0, nNow: 0, meanBefore: 0, meanNow: 0, shift: 0, mix: 0, speed: 0 },
  ...{ onlyNow: 0, onlyBefore: 0, kinds: [], kindsTotal: 0, keptBack: 0 },
  mixBy: { repository: 0, size: 0, authorClass: 0 },
};

const prepare = (answer: WhatChangedAnswer) => prepareWaterfall(answer, answer.shift ?? none);

function nothingChanged({ shift, withheld, nBefore, nNow }: WhatChangedAnswer) {
  if (withheld !== null) {
    return <EmptyState title={WITHHELD} height={HEIGHT} />;
  }
  return shift !== null ? null : (
    <EmptyState title="There is nothing to compare with" height={HEIGHT}>
      <p>
        {nBefore ?? 0} ended in the period before, {nNow ?? 0} in this one. Choose a period that has
        one of the same length before it.
      </p>
    </EmptyState>
  );
}

function Foot({ answer }: { answer: WhatChangedAnswer }) {
  if (answer.shift === null) {
    return null;
  }
  const say = sayDuration(answer);
  const { mixBy, keptBack } = answer.shift;
  return (
    <p className={styles.note}>
      {prepare(answer).summary} Kinds are repository × size × class of author. The mix looked at by
      one of them at a time: repositories {saySigned(mixBy.repository, say)}, sizes{' '}
      {saySigned(mixBy.size, say)}, classes {saySigned(mixBy.authorClass, say)}; these overlap and
      do not add up.
      {keptBack === 0
        ? ''
        : ` ${saySigned(keptBack, say)} come from kinds that are not listed: fewer than three people stand behind each.`}
    </p>
  );
}

function Kinds({ query }: { query: UseQueryResult<WhatChangedAnswer, unknown> }) {
  return (
    <Widget
      title="What adds most"
      subtitle="One kind of work each: its share of the work, and its mean, before → now"
    >
      <QueryView query={query} what="The kinds of work" height={HEIGHT}>
        {(answer) => {
          if (answer.shift === null || answer.shift.kinds.length === 0) {
            return <EmptyState title="Nothing to tell apart" height={HEIGHT} />;
          }
          const rows = prepareKinds(answer, answer.shift);
          return (
            <>
              <ul className={styles.kinds}>
                {rows.map((row) => (
                  <li key={row.key} className={styles.kind}>
                    <span className={styles.strong}>{row.name}</span>
                    <span className={row.isLonger ? styles.worse : styles.better}>{row.text}</span>
                    <p>{row.sentence}</p>
                  </li>
                ))}
              </ul>
              {answer.shift.kindsTotal > rows.length ? (
                <p className={styles.note}>
                  {rows.length} of {answer.shift.kindsTotal} kinds of work.
                </p>
              ) : null}
            </>
          );
        }}
      </QueryView>
    </Widget>
  );
}
