import { useState } from 'react';

/**
 * What is being written over what is stored. While nothing is written it follows what is stored; once something is, it keeps
 * the version that was looked at, so that a change by somebody else is noticed when it is sent.
 */
export function useDraft<T>(
  stored: { version: number; value: T },
  isSame: (a: T, b: T) => boolean,
) {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(stored.value);
  const isChanged = !isSame(draft, base.value);
  const isBehind = base.version !== stored.version;
  const takeStored = () => {
    setBase(stored);
    setDraft(stored.value);
  };
  if (isBehind && (!isChanged || isSame(draft, stored.value))) {
    takeStored();
  }
  return {
    draft,
    setDraft,
    isChanged,
    /** Somebody changed what is stored since this was begun. */
    isBehind: isBehind && isChanged,
    /** What it was begun on. */
    version: base.version,
    takeStored,
    /** Keeps what is written, over what is stored now. */
    keepMine: () => setBase(stored),
  };
}
