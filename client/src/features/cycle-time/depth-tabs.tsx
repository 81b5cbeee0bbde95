import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { type KeyboardEvent, lazy, Suspense, useId, useRef } from 'react';
import { type Depth, depths } from '../../shell/filter/filter-search.schema.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { LoadingState } from '../../ui/states.tsx';
import { WhenNear } from '../../ui/when-near.tsx';
import styles from './depth.module.css';

const HEIGHT = 420;

const words: Readonly<Record<Depth, string>> = {
  stages: 'Every stage',
  pickup: 'Pickup',
  requests: 'Review requests',
  rework: 'Rework and approvals',
  compare: 'Compare',
  changed: 'What changed?',
};

const parts = {
  stages: lazy(() => import('./depth-stages.tsx').then((m) => ({ default: m.DepthStages }))),
  pickup: lazy(() => import('./depth-pickup.tsx').then((m) => ({ default: m.DepthPickup }))),
  requests: lazy(() => import('./depth-requests.tsx').then((m) => ({ default: m.DepthRequests }))),
  rework: lazy(() => import('./depth-rework.tsx').then((m) => ({ default: m.DepthRework }))),
  compare: lazy(() => import('./depth-compare.tsx').then((m) => ({ default: m.DepthCompare }))),
  changed: lazy(() => import('./depth-changed.tsx').then((m) => ({ default: m.DepthChanged }))),
} as const;

/** What each part of the page's depth is given. */
export type DepthProps = { overview: CycleTimeOverview | undefined };

/** The same pull requests, looked at closer: one part at a time, so that the page stays short. */
export function DepthTabs({ overview }: DepthProps) {
  const { search, change } = useFilter();
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const current = search.depth ?? 'stages';
  const Part = parts[current];
  const choose = (depth: Depth) => change({ depth: depth === 'stages' ? undefined : depth });

  function press(event: KeyboardEvent) {
    const next = neighbour(event.key, current);
    if (next !== null) {
      event.preventDefault();
      choose(next);
      bar.current?.querySelector<HTMLElement>(`[data-depth="${next}"]`)?.focus();
    }
  }

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="visually-hidden">
        Looked at closer
      </h2>
      <div
        ref={bar}
        role="tablist"
        aria-labelledby={`${id}-title`}
        className={styles.tabs}
        onKeyDown={press}
      >
        {depths.map((depth) => (
          <button
            key={depth}
            type="button"
            role="tab"
            id={`${id}-${depth}`}
            data-depth={depth}
            aria-selected={depth === current}
            aria-controls={`${id}-panel`}
            tabIndex={depth === current ? 0 : -1}
            className={styles.tab}
            onClick={() => choose(depth)}
          >
            {words[depth]}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`}>
        <WhenNear height={HEIGHT}>
          <Suspense
            fallback={<LoadingState height={HEIGHT} label={`${words[current]}: loading`} />}
          >
            <Part overview={overview} />
          </Suspense>
        </WhenNear>
      </div>
    </section>
  );
}

function neighbour(key: string, current: Depth): Depth | null {
  const at = depths.indexOf(current);
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: depths.length - 1,
  };
  return depths[places[key] ?? -1] ?? null;
}
