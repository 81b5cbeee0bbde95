import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { readDeliverySearch, type ShownDeployments } from './delivery-search.schema.ts';

/** Which deployments the address asks for: the period, the repositories and the teams. */
export function useDeliveryQuestion() {
  const { input } = useFilter();
  const { from, to, repositories, teams } = input.filter;
  return useMemo(
    () => ({ filter: { from, to, repositories, teams: teams ?? [] }, bucket: input.bucket }),
    [from, to, repositories, teams, input.bucket],
  );
}

export const LIST_ID = 'deployments-behind';

/** Which of them are listed, and the way to the list behind a number. */
export function useShownDeployments() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const show = useCallback(
    (shown: ShownDeployments | undefined) => {
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, shown }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  const open = useCallback(
    (shown: ShownDeployments) => {
      show(shown);
      document.getElementById(LIST_ID)?.scrollIntoView({ block: 'start' });
    },
    [show],
  );
  return { shown: readDeliverySearch(raw).shown ?? 'counted', show, open };
}
