import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterReaders, readFilterSearch } from './filter-search.schema.ts';

describe('readFilterSearch', () => {
  it('reads back everything that a good link says', () => {
    const link = {
      from: '2026-01-01',
      to: '2026-02-01',
      bucket: 'day',
      metric: 'pickup',
      clock: 'work',
      repositories: ['R_1'],
      authors: ['mira'],
      branches: ['main'],
      scale: 'linear',
    };
    expect(readFilterSearch(link)).toEqual({ search: link, ignored: [] });
  });

  it('falls back key by key and names what it left out', () => {
    const { search, ignored } = readFilterSearch({ bucket: 'fortnight', metric: 'pickup' });
    expect(search).toEqual({ metric: 'pickup' });
    expect(ignored).toEqual(['bucket']);
  });

  it('takes a period of one’s own whole or not at all', () => {
    expect(readFilterSearch({ from: '2026-01-01' }).search).toEqual({});
    const backwards = readFilterSearch({ from: '2026-02-01', to: '2026-01-01' });
    expect(backwards.search).toEqual({});
    expect(backwards.ignored).toEqual(['from', 'to']);
  });

  it('lays undefined over every wrong value, so that none survives in the merged address', () => {
    const raw = {
      period: 'zzz',
      bucket: 'fortnight',
      from: '2026-13-01',
      to: '2026-02-01',
      pr: 'PR_1',
    };
    const merged = { ...raw, ...readFilterSearch(raw).search };
    expect(merged).toEqual({ pr: 'PR_1' });
    expect(readFilterSearch({ from: '2026-01-01' }).search).toHaveProperty('from', undefined);
  });

  it('never throws and never passes on what does not fit, whatever the link holds', () => {
    const keys = fc.constantFrom(...Object.keys(filterReaders));
    fc.assert(
      fc.property(fc.dictionary(keys, fc.anything()), (raw) => {
        const { search } = readFilterSearch(raw);
        expect(readFilterSearch(search)).toEqual({ search, ignored: [] });
      }),
    );
  });
});
