import { Page } from '../../ui/page.tsx';

export function SyncStatusPage() {
  return <Page title="SyncStatus">…</Page>;
}
