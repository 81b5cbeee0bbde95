import { sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import pickerStyles from '../../ui/picker.module.css';
import { Segmented } from '../../ui/segmented.tsx';
import { countSlices } from './filter.prepare.ts';
import styles from './filter-bar.module.css';
import { classChoices, sizeHints, tierWords } from './slice-words.prepare.ts';
import { useFilter } from './use-filter.ts';

/** Found by typing when there are more. */
const MOST_NAMES = 60;
const MOST_WITHOUT_TYPING = 12;

/** Size, tier, who is counted, AI, labels and base branches. */
export function SlicePanel({ withBranches }: { withBranches: boolean }) {
  const { search, change } = useFilter();
  const choices = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data;
  return (
    <div className={styles.slices}>
      <Boxes
        name="Size"
        options={sizeClasses.map((value) => ({ value, label: value, title: sizeHints[value] }))}
        chosen={search.sizes}
        onChange={(sizes) => change({ sizes })}
      />
      <Boxes
        name="Review tier"
        options={tiers.map((value) => ({ value, label: tierWords[value] }))}
        chosen={search.tiers}
        onChange={(chosen) => change({ tiers: chosen })}
      />
      <Boxes
        name="Counted authors"
        options={classChoices}
        chosen={search.classes}
        hint="People alone, unless something is ticked."
        onChange={(classes) => change({ classes })}
      />
      <fieldset>
        <legend>AI-assisted</legend>
        <Segmented
          name="AI-assisted"
          isSmall
          value={search.ai ?? 'either'}
          options={[
            { value: 'either', label: 'Either' },
            { value: 'with', label: 'With' },
            { value: 'without', label: 'Without' },
          ]}
          onChange={(ai) => change({ ai: ai === 'either' ? undefined : ai })}
        />
      </fieldset>
      <Names
        name="Labels"
        known={choices?.labels ?? []}
        chosen={search.labels}
        onChange={(labels) => change({ labels })}
      />
      {withBranches &&
      ((choices?.baseBranches.length ?? 0) > 1 || search.branches !== undefined) ? (
        <Names
          name="Base branches"
          known={choices?.baseBranches ?? []}
          chosen={search.branches}
          onChange={(branches) => change({ branches })}
        />
      ) : null}
      {countSlices(search) === 0 ? null : (
        <button
          type="button"
          className={pickerStyles.option}
          onClick={() =>
            change({
              ...{ sizes: undefined, tiers: undefined, classes: undefined },
              ...{ ai: undefined, labels: undefined, branches: undefined },
            })
          }
        >
          Clear these filters
        </button>
      )}
    </div>
  );
}

type BoxesProps<T extends string> = {
  name: string;
  options: readonly { value: T; label: string; title?: string }[];
  chosen: readonly T[] | undefined;
  hint?: string;
  onChange: (chosen: T[] | undefined) => void;
};

/** A row of boxes; none ticked means all. */
function Boxes<T extends string>({ name, options, chosen = [], hint, onChange }: BoxesProps<T>) {
  const toggle = (value: T) => {
    const next = chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value];
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset>
      <legend>{name}</legend>
      <div className={styles.boxes}>
        {options.map(({ value, label, title }) => (
          <label key={value} title={title}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            {label}
          </label>
        ))}
      </div>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
    </fieldset>
  );
}

type NamesProps = {
  name: string;
  known: readonly string[];
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[] | undefined) => void;
};

/** Names that people gave: what is chosen on top, found by typing where there are many. */
function Names({ name, known, chosen = [], onChange }: NamesProps) {
  const [typed, setTyped] = useState('');
  const all = [...new Set([...chosen, ...known])];
  if (all.length === 0) {
    return null;
  }
  const needle = typed.trim().toLowerCase();
  const found = all.filter((one) => one.toLowerCase().includes(needle));
  return (
    <fieldset>
      <legend>{name}</legend>
      {all.length > MOST_WITHOUT_TYPING ? (
        <input
          className={pickerStyles.search}
          type="search"
          placeholder="Type to narrow"
          aria-label={`Narrow ${name.toLowerCase()}`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <div className={`${styles.boxes} ${styles.scrolling}`}>
        {found.slice(0, MOST_NAMES).map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={() => {
                const next = chosen.includes(one)
                  ? chosen.filter((other) => other !== one)
                  : [...chosen, one];
                onChange(next.length === 0 ? undefined : next);
              }}
            />
            <span dir="auto">{one}</span>
          </label>
        ))}
        {found.length === 0 ? <p className={styles.hint}>Nothing of that name.</p> : null}
      </div>
    </fieldset>
  );
}
