import { Page } from '../../ui/page.tsx';

/** Did it help? */
export function InterventionsPage() {
  return <Page title="Did it help?">…</Page>;
}
