import { Page } from '../../ui/page.tsx';

/** What caused it? */
export function AttributionPage() {
  return <Page title="What caused it?">…</Page>;
}
