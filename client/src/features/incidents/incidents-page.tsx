import { Page } from '../../ui/page.tsx';

/** Are incidents becoming rarer and shorter? */
export function IncidentsPage() {
  return <Page title="Are incidents becoming rarer and shorter?">…</Page>;
}
