import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import styles from './connections.module.css';
import type { RepositoryChoice } from './connections.prepare.ts';

const ROW_PX = 36;

type RepositoryChoicesProps = {
  choices: RepositoryChoice[];
  chosen: readonly string[];
  onToggle: (repository: string) => void;
};

/** A list to tick, drawn only where it is in sight: an organisation may have thousands. */
export function RepositoryChoices({ choices, chosen, onToggle }: RepositoryChoicesProps) {
  const scroll = useRef<HTMLFieldSetElement>(null);
  const virtual = useVirtualizer({
    count: choices.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  return (
    <fieldset ref={scroll} className={styles.choices} style={{ margin: 0, padding: 0 }}>
      <legend className="visually-hidden">Repositories</legend>
      {choices.length === 0 ? (
        <p className={styles.hint} style={{ padding: 12 }}>
          None of that name is listed. Type the whole owner/name to add one that is not.
        </p>
      ) : null}
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const choice = choices[index];
          return choice === undefined ? null : (
            <label
              key={choice.repository}
              className={choice.isAdded ? `${styles.choice} ${styles.isAdded}` : styles.choice}
              style={{ transform: `translateY(${start}px)` }}
            >
              <input
                type="checkbox"
                disabled={choice.isAdded}
                checked={choice.isAdded || chosen.includes(choice.repository)}
                onChange={() => onToggle(choice.repository)}
              />
              <span className={styles.choiceName}>
                {choice.repository}
                {choice.marks.map((mark) => (
                  <span key={mark} className={styles.mark}>
                    {mark}
                  </span>
                ))}
              </span>
              <span className={styles.hint}>{choice.hint}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
