import { Page } from '../../ui/page.tsx';

/** Who carries the reviews? */
export function ReviewLoadPage() {
  return <Page title="Who carries the reviews?">…</Page>;
}
