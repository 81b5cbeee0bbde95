import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useNow } from '../../lib/use-now.ts';
import { readInput } from './filter.prepare.ts';
import { type FilterSearch, readFilterSearch } from './filter-search.schema.ts';

/** The reader's calendar day, `2026-03-01`. */
export function dayOf(now: number): string {
  const date = new Date(now);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

/** The filter of the page, which lives in its address, and the question that it stands for. */
export function useFilter() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const today = dayOf(useNow(60_000));
  return useMemo(() => {
    const { search } = readFilterSearch(raw);
    const change = (patch: Partial<FilterSearch>) => {
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, ...patch }),
        replace: true,
      });
    };
    return { search, today, input: readInput(search, today), change };
  }, [raw, today, navigate]);
}
