import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './headlines.module.css';
import { LoadingState } from './states.tsx';

const HEIGHT = 84;

type HeadlinesProps = {
  /** The first one is the page's answer, the others stand beside it. */
  isFirstLarger?: boolean;
  children: ReactNode;
};

/** A page's answer in a few numbers: in a row, or in two columns where there is no room for one. */
export function Headlines({ isFirstLarger, children }: HeadlinesProps) {
  return <dl className={`${styles.strip} ${isFirstLarger ? styles.isLed : ''}`}>{children}</dl>;
}

/** Holds their place until they are known. */
export function HeadlinesPlace() {
  return (
    <div className={styles.strip}>
      <div className={`${styles.headline} ${styles.place}`}>
        <LoadingState height={HEIGHT} label="The headline numbers: loading" />
      </div>
    </div>
  );
}

type HeadlineProps = {
  label: string;
  /** What the label does not say, for who points at it. */
  title?: string;
  /** Null: not known, and the details say why. */
  value: string | null;
  /** Right of the value: its change, its band. */
  beside?: ReactNode;
  /** What it stands on: a `Detail` for each line. */
  children: ReactNode;
};

/** One number with its name, and what it stands on. */
export function Headline({ label, title, value, beside, children }: HeadlineProps) {
  return (
    <div className={styles.headline}>
      <dt title={title}>{label}</dt>
      <dd className={styles.value}>
        {value ?? <span className={styles.unknown}>–</span>}
        {beside}
      </dd>
      {children}
    </div>
  );
}

/** One line below a number. */
export function Detail({ children }: { children: ReactNode }) {
  return <dd className={styles.detail}>{children}</dd>;
}

type ChangeProps = {
  direction: 'down' | 'up';
  isBetter: boolean;
  words: string;
  /** What the arrow says, for who does not see it: `shorter`. */
  spoken: string;
};

/** Which way a number went, told by an arrow, by words and by colour. */
export function Change({ direction, isBetter, words, spoken }: ChangeProps) {
  const Icon = direction === 'down' ? IconArrowDown : IconArrowUp;
  return (
    <span className={`${styles.change} ${isBetter ? styles.better : styles.worse}`}>
      <Icon size={14} aria-hidden="true" />
      <span className="visually-hidden">{spoken}: </span>
      {words}
    </span>
  );
}
