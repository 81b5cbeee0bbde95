import type { ReactNode } from 'react';
import styles from './picker.module.css';
import { Picker } from './picker.tsx';

type OneChoiceProps<T extends string> = {
  name: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string }[];
  icon?: ReactNode;
  width?: number;
  onChange: (value: T) => void;
};

/** One of a few. */
export function OneChoice<T extends string>(props: OneChoiceProps<T>) {
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <Picker
      name={props.name}
      value={chosen?.label ?? props.value}
      icon={props.icon}
      width={props.width}
    >
      {(close) => (
        <div className={styles.list}>
          {props.options.map((option) => (
            <button
              key={option.value}
              type="button"
              aria-pressed={option.value === props.value}
              className={
                option.value === props.value
                  ? `${styles.option} ${styles.isCurrent}`
                  : styles.option
              }
              onClick={() => {
                props.onChange(option.value);
                close();
              }}
            >
              <span>{option.label}</span>
              {option.hint === undefined ? null : <small>{option.hint}</small>}
            </button>
          ))}
        </div>
      )}
    </Picker>
  );
}
