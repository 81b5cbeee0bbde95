import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';

/** The page's address with all that it was asked with said outright, so that it shows the same when the defaults move on. */
export function shareAddress(
  href: string,
  { metric, clock, windows }: Pick<InterventionEffect, 'metric' | 'clock' | 'windows'>,
): string {
  const { origin, pathname } = new URL(href);
  const search = new URLSearchParams({ moved: metric, measured: clock });
  if (windows.state === 'compared') {
    search.set('weeks', String(windows.weeks));
  }
  return `${origin}${pathname}?${search}`;
}
