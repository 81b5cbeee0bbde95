import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { useMemo } from 'react';
import { useElementWidth } from '../../charts/use-element-width.ts';
import { formatCountOf } from '../../format/number.ts';
import { ClampedList } from './clamped-list.tsx';
import { MarkIcon } from './mark-icon.tsx';
import styles from './pull-requests.module.css';
import { prepareTimeline, segmentWords, type TimelineModel } from './timeline.prepare.ts';

const MARK_PX = 18;

/** Where the time of one pull request went, drawn to scale. */
export function Timeline({ timeline }: { timeline: PullRequestDetail['timeline'] }) {
  const [ref, width] = useElementWidth();
  const model = useMemo(() => {
    const gap = width === 0 ? 3 : (MARK_PX / width) * 100;
    return prepareTimeline(timeline, gap, new Date().toISOString());
  }, [timeline, width]);
  return (
    <section aria-labelledby="timeline-heading">
      <h3 id="timeline-heading" className={styles.heading}>
        Timeline
      </h3>
      <p className="visually-hidden">{model.summary}</p>
      <div className={styles.timeline}>
        <span className={styles.laneLabel}>Stage</span>
        <div ref={ref} className={`${styles.track} ${styles.barTrack}`} aria-hidden="true">
          {model.bars.map((bar) => (
            <div
              key={bar.key}
              className={`${styles.bar} ${styles[bar.kind]}`}
              style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
              title={bar.title}
            />
          ))}
          <Shades shades={model.shades} className={styles.night} />
        </div>
        {model.lanes.map((lane) => (
          <LaneRow key={lane.label} lane={lane} shades={model.shades} />
        ))}
        <span className={styles.laneLabel} />
        <div className={`${styles.track} ${styles.ticks}`} aria-hidden="true">
          {model.ticks.map((tick) => (
            <span key={tick.left} className={styles.tick} style={{ left: `${tick.left}%` }}>
              {tick.label}
            </span>
          ))}
        </div>
      </div>
      <TimelineLegend model={model} />
      <details className={styles.events}>
        <summary>{formatCountOf(model.events.length, 'event')} as a list</summary>
        <ClampedList items={model.events} what="events">
          {(event) => (
            <li key={event.key}>
              <span className={styles.when}>{event.when}</span>
              <span dir="auto">{event.text}</span>
            </li>
          )}
        </ClampedList>
      </details>
    </section>
  );
}

function LaneRow({
  lane,
  shades,
}: {
  lane: TimelineModel['lanes'][number];
  shades: TimelineModel['shades'];
}) {
  return (
    <>
      <span className={styles.laneLabel}>{lane.label}</span>
      <div className={styles.track}>
        <Shades shades={shades} className={styles.shade} />
        {lane.marks.map((mark) => (
          <span
            key={mark.key}
            className={styles.mark}
            style={{ left: `${mark.left}%` }}
            role="img"
            aria-label={mark.title}
            title={mark.title}
          >
            <MarkIcon kind={mark.kind} />
            {mark.count > 1 ? <span className={styles.count}>{mark.count}</span> : null}
          </span>
        ))}
      </div>
    </>
  );
}

type ShadesProps = { shades: TimelineModel['shades']; className: string | undefined };

function Shades({ shades, className }: ShadesProps) {
  return shades.map((shade) => (
    <div
      key={shade.left}
      className={className}
      style={{ left: `${shade.left}%`, width: `${shade.width}%` }}
    />
  ));
}

function TimelineLegend({ model }: { model: TimelineModel }) {
  const kinds = [...new Set(model.bars.map((bar) => bar.kind))];
  return (
    <ul className={styles.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={`${styles.legendKey} ${styles[kind]}`} />
          {segmentWords[kind]}
        </li>
      ))}
      {model.shades.length === 0 ? null : (
        <li>
          <span className={styles.legendKey} style={{ background: 'var(--bw-line-strong)' }} />
          Darker: outside working hours
        </li>
      )}
    </ul>
  );
}
