import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './picker.module.css';

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
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      offset={4}
      width={width}
      trapFocus
      returnFocus
      classNames={{ dropdown: styles.dropdown }}
    >
      <Popover.Target>
        <button
          type="button"
          className={isChosen ? `${styles.button} ${styles.chosen}` : styles.button}
          aria-label={`${name}: ${value}`}
          onClick={() => setOpened((before) => !before)}
        >
          {icon}
          <span className={styles.label}>{value}</span>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>{children(() => setOpened(false))}</Popover.Dropdown>
    </Popover>
  );
}
