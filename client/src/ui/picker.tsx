import { IconChevronDown } from '@tabler/icons-react';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import styles from './picker.module.css';
import { placeBelow } from './place-below.ts';

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

/** Holds the choice below its button while it is open, and begins in it. */
function useFollow(
  opened: boolean,
  button: RefObject<HTMLElement | null>,
  choice: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!opened || button.current === null || choice.current === null) {
      return undefined;
    }
    const [anchor, box] = [button.current, choice.current];
    const place = () => {
      const { left, top, maxHeight } = placeBelow(
        anchor.getBoundingClientRect(),
        { width: box.offsetWidth, height: box.scrollHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
      );
      Object.assign(box.style, {
        left: `${left}px`,
        top: `${top}px`,
        maxHeight: `${maxHeight}px`,
      });
    };
    place();
    box.querySelector<HTMLElement>('input, button, [tabindex="0"]')?.focus();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [opened, button, choice]);
}
