import { CloseButton } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { readFilterSearch } from './filter/filter-search.schema.ts';
import { parseSearch } from './search-address.ts';

/** What the address said when the page was opened, before the router put it right. */
const ignoredAtStart = readFilterSearch(parseSearch(window.location.search)).ignored;

/** Says which parts of a followed link made no sense, so that nobody takes the default for what was sent. */
export function LinkNote() {
  const [isShown, setShown] = useState(ignoredAtStart.length > 0);
  if (!isShown) {
    return null;
  }
  return (
    <div style={{ padding: '8px 24px 0' }}>
      <Notice
        tone="warn"
        action={<CloseButton size="sm" aria-label="Close" onClick={() => setShown(false)} />}
      >
        This link says something for “{ignoredAtStart.join('”, “')}” that Bellwether does not
        understand, so the usual setting is shown instead.
      </Notice>
    </div>
  );
}
