import { lazy, Suspense, useState } from 'react';
import { readFilterSearch } from './filter/filter-search.schema.ts';
import { parseSearch } from './search-address.ts';

const LinkNoteWords = lazy(() =>
  import('./link-note-words.tsx').then((m) => ({ default: m.LinkNoteWords })),
);

/** What the address said when the page was opened, before the router put it right. */
const ignoredAtStart = readFilterSearch(parseSearch(window.location.search)).ignored;

/** Says which parts of a followed link made no sense, so that nobody takes the default for what was sent. */
export function LinkNote() {
  const [isShown, setShown] = useState(ignoredAtStart.length > 0);
  return isShown ? (
    <Suspense fallback={null}>
      <LinkNoteWords parts={ignoredAtStart} onClose={() => setShown(false)} />
    </Suspense>
  ) : null;
}
