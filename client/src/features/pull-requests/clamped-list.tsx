import { type ReactNode, useState } from 'react';
import { formatCount } from '../../format/number.ts';
import styles from './pull-requests.module.css';

/** So many are read in one go; the others come when they are asked for. */
const SHOWN = 20;

type ClampedListProps<T> = {
  items: readonly T[];
  /** What there are more of: `events`. */
  what: string;
  className?: string | undefined;
  children: (item: T) => ReactNode;
};

/** An ordered list whose long tail is shown on request. */
export function ClampedList<T>({ items, what, className, children }: ClampedListProps<T>) {
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <ol className={className}>{(isWhole ? items : items.slice(0, SHOWN)).map(children)}</ol>
      {items.length <= SHOWN ? null : (
        <button type="button" className={styles.showAll} onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Show the first ${SHOWN}` : `Show all ${formatCount(items.length)} ${what}`}
        </button>
      )}
    </>
  );
}
