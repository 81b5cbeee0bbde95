import { sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import pickerStyles from '../../ui/picker.module.css';
import { Segmented } from '../../ui/segmented.tsx';
import { countSlices } from './filter.prepare.ts';
import styles from './filter-bar.module.css';
import { classChoices, sizeHints, tierWords } from './slice-words.ts';
import { useFilter } from './use-filter.ts';

/** Found by typing when there are more. */
const MOST_LABELS = 60;

/** Size, tier, who is counted, AI and labels. */
export function SlicePanel() {
  const { search, change } = useFilter();
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
      <Labels />
      {countSlices(search) === 0 ? null : (
        <button
          type="button"
          className={pickerStyles.option}
          onClick={() =>
            change({
              ...{ sizes: undefined, tiers: undefined, classes: undefined },
              ...{ ai: undefined, labels: undefined },
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

function Labels() {
  const { search, change } = useFilter();
  const [typed, setTyped] = useState('');
  const labels = useQuery(trpc.pullRequests.filterChoices.queryOptions()).data?.labels ?? [];
  const chosen = search.labels ?? [];
  const known = [...new Set([...chosen, ...labels])];
  if (known.length === 0) {
    return null;
  }
  const needle = typed.trim().toLowerCase();
  const found = known.filter((label) => label.toLowerCase().includes(needle));
  return (
    <fieldset>
      <legend>Labels</legend>
      {known.length > 12 ? (
        <input
          className={pickerStyles.search}
          type="search"
          placeholder="Type to narrow"
          aria-label="Narrow labels"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <div className={`${styles.boxes} ${styles.scrolling}`}>
        {found.slice(0, MOST_LABELS).map((label) => (
          <label key={label}>
            <input
              type="checkbox"
              checked={chosen.includes(label)}
              onChange={() => {
                const next = chosen.includes(label)
                  ? chosen.filter((one) => one !== label)
                  : [...chosen, label];
                change({ labels: next.length === 0 ? undefined : next });
              }}
            />
            <span dir="auto">{label}</span>
          </label>
        ))}
        {found.length === 0 ? <p className={styles.hint}>Nothing of that name.</p> : null}
      </div>
    </fieldset>
  );
}
