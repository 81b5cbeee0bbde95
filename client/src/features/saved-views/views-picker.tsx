import type { SavedView } from '@bellwether/shared/saved-views/saved-views.schema';
import { IconBookmark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { Picker } from '../../ui/picker.tsx';
import { findShownView, searchToKeep } from './views.prepare.ts';

const ViewsPanel = lazy(() => import('./views-panel.tsx').then((m) => ({ default: m.ViewsPanel })));

/** The views that one keeps, and those that others share. */
export function ViewsPicker() {
  const { pathname, search } = useLocation();
  const query = useQuery(trpc.savedViews.list.queryOptions());
  const kept = searchToKeep(search as Record<string, unknown>);
  const shown: SavedView | undefined = findShownView(query.data ?? [], pathname, kept);
  return (
    <Picker
      name="Views"
      value={shown?.name ?? 'Views'}
      icon={<IconBookmark size={16} aria-hidden="true" />}
      isChosen={shown !== undefined}
      width={300}
    >
      {(close) => (
        <Suspense fallback={null}>
          <ViewsPanel query={query} page={pathname} search={kept} shown={shown} onDone={close} />
        </Suspense>
      )}
    </Picker>
  );
}
