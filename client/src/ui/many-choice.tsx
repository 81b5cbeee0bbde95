import { useState } from 'react';
import styles from './picker.module.css';
import { Picker } from './picker.tsx';

export type Choice = { value: string; label: string };

type ManyChoiceProps = {
  name: string;
  /** What the button says. */
  summary: string;
  options: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** What choosing nothing means. */
  clearLabel?: string;
};

/** More than these are found by typing. */
const MOST_SHOWN = 200;

/** Any number of many: typing narrows the list, what is chosen stays on top. */
export function ManyChoice(props: ManyChoiceProps) {
  const { name, summary, options, chosen, onChange, clearLabel = 'Show all' } = props;
  const [typed, setTyped] = useState('');
  const needle = typed.trim().toLowerCase();
  const found = options.filter((option) => option.label.toLowerCase().includes(needle));
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value]);
  return (
    <Picker
      name={name}
      value={summary}
      isChosen={props.clearLabel === undefined && chosen.length > 0}
      width={280}
    >
      {() => (
        <>
          <input
            className={styles.search}
            type="search"
            placeholder="Type to narrow"
            aria-label={`Narrow ${name.toLowerCase()}`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <div className={styles.list}>
            {found.slice(0, MOST_SHOWN).map((option) => (
              <label key={option.value} className={styles.option}>
                <input
                  type="checkbox"
                  checked={chosen.includes(option.value)}
                  onChange={() => toggle(option.value)}
                />
                <span dir="auto">{option.label}</span>
              </label>
            ))}
            {found.length === 0 ? <p className={styles.none}>Nothing of that name.</p> : null}
          </div>
          {chosen.length === 0 ? null : (
            <div className={styles.foot}>
              <button type="button" className={styles.option} onClick={() => onChange([])}>
                {clearLabel}
              </button>
            </div>
          )}
        </>
      )}
    </Picker>
  );
}
