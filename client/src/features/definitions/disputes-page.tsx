import { Page } from '../../ui/page.tsx';

/** Which numbers are doubted? */
export function DisputesPage() {
  return <Page title="Which numbers are doubted?">…</Page>;
}
