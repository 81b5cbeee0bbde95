import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type IncidentSearch, readIncidentSearch } from './incident-search.schema.ts';

/** What the address says of the incidents, and the way to change it. */
export function useIncidentSearch() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  return useMemo(
    () => ({
      search: readIncidentSearch(raw),
      change: (patch: Partial<IncidentSearch>) => {
        void navigate({
          to: '.',
          search: (before: object) => ({ ...before, ...patch }),
          replace: true,
          resetScroll: false,
        });
      },
    }),
    [raw, navigate],
  );
}
