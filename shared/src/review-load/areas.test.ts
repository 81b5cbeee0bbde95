import { describe, expect, test } from 'vitest';
import { loadByArea, type PlacedChange } from './area-load.metric.ts';
import { areaFinder, areasOf } from './areas.rules.ts';
import { neighboursOf, traineesFor } from './trainees.metric.ts';

const find = areaFinder({
  repository: 'acme/shop',
  teamPaths: [
    { pattern: '/api/', teamName: 'Core' },
    { pattern: '/api/pay/', teamName: 'Pay' },
  ],
  lines: [
    { line: 1, pattern: '/web/', problem: null },
    { line: 2, pattern: '*.sql', problem: null },
    { line: 3, pattern: '!*.sql', problem: 'no exceptions' },
  ],
});

describe('the area of a path', () => {
  test.each([
    ['api/pay/card.ts', '/api/pay/', 'team-path'],
    ['api/user.ts', '/api/', 'team-path'],
    ['web/app.tsx', '/web/', 'code-owners'],
    ['web/seed.sql', '*.sql', 'code-owners'],
    ['api/seed.sql', '/api/', 'team-path'],
    ['docs/a/b.md', 'docs/', 'folder'],
    ['README.md', '(top level)', 'folder'],
  ])('%s lies in %s by %s', (path, name, source) => {
    expect(find(path)).toMatchObject({ repository: 'acme/shop', name, source });
  });

  test('several files of one area are one', () => {
    const areas = areasOf(find, ['docs/a.md', 'docs/b.md', 'web/x.ts']);
    expect(areas.map(({ name }) => name)).toEqual(['/web/', 'docs/']);
  });
});

const change = (over: Partial<PlacedChange> & { paths: string[] }): PlacedChange => ({
  id: '1',
  areas: areasOf(find, over.paths),
  author: 'ana',
  isMerged: true,
  reviewers: [],
  minutes: 30,
  ...over,
});

describe('load by area (B12)', () => {
  const changes = [
    change({ paths: ['api/a.ts', 'docs/a.md'], reviewers: ['mira'] }),
    change({ paths: ['api/b.ts'], reviewers: ['mira', 'olu'], author: 'olu', minutes: 60 }),
    change({ paths: ['docs/c.md'], reviewers: ['olu'], isMerged: false }),
    change({ paths: ['web/x.ts'], author: null }),
  ];
  const areas = loadByArea(changes);

  test('counts reviewers by minutes and authors by what was merged', () => {
    const [api, docs] = areas;
    expect(api).toMatchObject({ reviewed: 2, written: 2 });
    expect(api?.overReviewers).toMatchObject({ absenceFactor: 1 });
    expect(api?.overReviewers.effective).toBeCloseTo(1 / (0.6 ** 2 + 0.4 ** 2), 12);
    expect(api?.overAuthors).toMatchObject({ absenceFactor: 1, effective: 2 });
    expect(docs).toMatchObject({ reviewed: 2, written: 1 });
  });

  test('an area in which only machines wrote and nobody reviewed is none', () => {
    expect(areas.map(({ area }) => area.name)).toEqual(['/api/', 'docs/']);
  });

  test('who could be trained stands near: wrote here, or reviews what is touched together with it', () => {
    const [api, docs] = areas;
    expect(neighboursOf('acme/shop /api/', changes)).toEqual(['acme/shop docs/']);
    const found = api === undefined || docs === undefined ? [] : traineesFor(api, [docs], 'mira');
    expect(found).toEqual([
      { person: 'olu', written: 1, reviewed: 1, neighbour: { area: 'docs/', reviewed: 1 } },
      { person: 'ana', written: 1, reviewed: 0, neighbour: null },
    ]);
  });
});
