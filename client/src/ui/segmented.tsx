import { useId } from 'react';
import styles from './segmented.module.css';

type SegmentedProps<T extends string> = {
  name: string;
  value: T;
  options: readonly { value: T; label: string }[];
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
      className={props.isSmall ? `${styles.group} ${styles.small}` : styles.group}
    >
      {props.options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
