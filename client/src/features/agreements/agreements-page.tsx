import { Page } from '../../ui/page.tsx';

/** Do we keep what we agreed on? */
export function AgreementsPage() {
  return <Page title="Do we keep what we agreed on?">…</Page>;
}
