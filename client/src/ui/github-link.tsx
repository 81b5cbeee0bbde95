import type { ReactNode } from 'react';
import { leadsSomewhere } from '../lib/leads-somewhere.ts';

/** A link to a page on GitHub in a tab of its own; plain words where there is no such page. */
export function GithubLink({ url, children }: { url: string | null; children: ReactNode }) {
  if (url === null || !leadsSomewhere(url)) {
    return children;
  }
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
