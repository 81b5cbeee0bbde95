import { Page } from '../../ui/page.tsx';

/** What reaches production, how fast, and how safely? */
export function DeliveryPage() {
  return <Page title="What reaches production, how fast, and how safely?">…</Page>;
}
