import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useCallback, useId, useRef, useState } from 'react';
import styles from './picker.module.css';
import { useFollow } from './use-follow.ts';

type PickerProps = {
  /** What is chosen, for those who hear it: `Authors`. */
  name: string;
  /** What is chosen, in words. */
  value: string;
  icon?: ReactNode;
  /** Something else than the default is chosen. */
  isChosen?: boolean;
  width?: number;
  children: (close: () => void) => ReactNode;
};

/** A button that says what is chosen, and opens the choice below itself. */
export function Picker({
  name,
  value,
  icon,
  isChosen = false,
  width = 240,
  children,
}: PickerProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const choice = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const close = useCallback(() => choice.current?.hidePopover(), []);
  useFollow(opened, button, choice);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={isChosen ? `${styles.button} ${styles.chosen}` : styles.button}
        aria-label={`${name}: ${value}`}
        aria-expanded={opened}
        aria-haspopup="dialog"
        popoverTarget={id}
      >
        {icon}
        <span className={styles.label}>{value}</span>
        <IconChevronDown size={14} aria-hidden="true" />
      </button>
      <div
        ref={choice}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className={styles.dropdown}
        style={{ width }}
        onToggle={(event) => setOpened(event.newState === 'open')}
      >
        {opened ? children(close) : null}
      </div>
    </>
  );
}
