import { Page } from '../../ui/page.tsx';

/** Did it help? */
export function InterventionPage() {
  return <Page title="Did it help?">…</Page>;
}
