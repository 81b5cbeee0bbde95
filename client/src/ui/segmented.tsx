import { useId } from 'react';
import styles from './segmented.module.css';

type SegmentedProps<T extends string> = {
  name: string;
  value: T;
  options: readonly { value: T; label: string; isDisabled?: boolean }[];
  /** Why something cannot be chosen: shown while the group is pointed at or holds the focus, and read out with its name. */
  hint?: string | undefined;
  isSmall?: boolean;
  onChange: (value: T) => void;
};

/** One of two to four, all in sight: a group of radio buttons. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props.name}
      aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
      className={props.isSmall ? `${styles.group} ${styles.small}` : styles.group}
    >
      {props.options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === props.value}
            disabled={option.isDisabled}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
      {props.hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles.hint}>
          {props.hint}
        </p>
      )}
    </div>
  );
}
