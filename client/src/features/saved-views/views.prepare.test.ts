import type { SavedView } from '@bellwether/shared/saved-views/saved-views.schema';
import { describe, expect, it } from 'vitest';
import { findShownView, searchToKeep } from './views.prepare.ts';

const view = (name: string, search: SavedView['search'], isOwn = true): SavedView => ({
  ...{ id: name, name, page: '/cycle-time', search, isShared: !isOwn, isOwn, version: 1 },
});

describe('searchToKeep', () => {
  it('leaves out what is undefined, and the pull request that happens to be open', () => {
    expect(searchToKeep({ period: '90d', from: undefined, pr: 'PR_1', teams: ['web'] })).toEqual({
      period: '90d',
      teams: ['web'],
    });
  });
});

describe('findShownView', () => {
  it('finds the view of the address whatever the order of its keys, one’s own first', () => {
    const views = [
      view('Shared', { period: '90d', clock: 'work' }, false),
      view('Mine', { clock: 'work', period: '90d' }),
    ];
    expect(findShownView(views, '/cycle-time', { period: '90d', clock: 'work' })?.name).toBe(
      'Mine',
    );
    expect(findShownView(views, '/delivery', { period: '90d', clock: 'work' })).toBeUndefined();
    expect(findShownView(views, '/cycle-time', { period: '30d' })).toBeUndefined();
  });
});
