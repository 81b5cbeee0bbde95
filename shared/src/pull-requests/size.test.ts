import { describe, expect, test } from 'vitest';
import { parseGeneratedPatterns } from './generated-patterns.ts';
import { defaultSizeRules } from './size.rules.ts';
import { makeGeneratedMatcher, readSize } from './size.ts';

const size = (path: string, generatedPatterns: string[] = []) =>
  readSize(
    { additions: 60, deletions: 40 },
    [{ path, additions: 50, deletions: 20 }],
    generatedPatterns,
    defaultSizeRules,
  ).size;

describe('readSize (B10, C18)', () => {
  test.each([
    'package-lock.json',
    'web/yarn.lock',
    'go.sum',
    'node_modules/left-pad/index.js',
    'src/vendor/tool.go',
    'third_party/zlib/zlib.c',
    'src/__snapshots__/page.txt',
    'src/page.test.ts.snap',
    'dist/app.min.js',
    'dist/app.js.map',
    'api/v1.pb.go',
    'api/v1_pb2.py',
    'lib/model.g.dart',
    'src/Form.Designer.cs',
    'src/schema.generated.ts',
  ])('%s does not count', (path) => {
    expect(size(path)).toBe(30);
  });

  test.each([
    'src/app.ts',
    'my-yarn.lock',
    'vendor.ts',
    'src/vendors/tool.go',
    'YARN.LOCK',
    'src/map',
    'generated.ts',
    'Designer.cs',
  ])('%s counts', (path) => {
    expect(size(path)).toBe(100);
  });

  test('what .gitattributes marks generated does not count; a lock file stays out when unmarked', () => {
    expect(size('api/gen/client.ts', ['api/gen/**'])).toBe(30);
    expect(size('yarn.lock', ['!yarn.lock'])).toBe(30);
  });

  test('totals smaller than their files come to 0, not below', () => {
    const files = [{ path: 'go.sum', additions: 9, deletions: 9 }];
    const { size: lines } = readSize({ additions: 1, deletions: 0 }, files, [], defaultSizeRules);
    expect(lines).toBe(0);
  });
});

describe('parseGeneratedPatterns', () => {
  test('takes what speaks of linguist-generated, in order', () => {
    const text = [
      '# a comment',
      '',
      '*.png binary',
      '*.pb.ts linguist-generated',
      '/api/** text linguist-generated=true',
      '  docs/*.md -linguist-generated',
      'keep.ts linguist-generated=false',
      'maybe.ts !linguist-generated',
      'twice.ts linguist-generated -linguist-generated',
      '"with space/*.ts" linguist-generated',
      '"caf\\303\\251.ts" linguist-generated',
      '!refused.ts linguist-generated',
      '[attr]macro linguist-generated',
      'other.ts linguist-generated-not',
    ].join('\r\n');
    expect(parseGeneratedPatterns(text)).toEqual([
      '*.pb.ts',
      '/api/**',
      '!docs/*.md',
      '!keep.ts',
      '!maybe.ts',
      '!twice.ts',
      'with space/*.ts',
      'café.ts',
    ]);
  });
});

describe('patterns of .gitattributes, as git reads them', () => {
  test.each<[pattern: string, path: string, expected: boolean]>([
    ['*.ts', 'a.ts', true],
    ['*.ts', 'src/deep/a.ts', true],
    ['gen', 'gen', true],
    ['gen', 'gen/a.ts', false],
    ['gen/', 'gen/a.ts', false],
    ['gen/**', 'gen/a.ts', true],
    ['gen/**', 'gen/deep/a.ts', true],
    ['gen/**', 'src/gen/a.ts', false],
    ['gen/*', 'gen/a.ts', true],
    ['gen/*', 'gen/deep/a.ts', false],
    ['/a.ts', 'a.ts', true],
    ['/a.ts', 'src/a.ts', false],
    ['**/gen/**', 'gen/a.ts', true],
    ['**/gen/**', 'src/gen/deep/a.ts', true],
    ['**/a.ts', 'a.ts', true],
    ['src/**/a.ts', 'src/a.ts', true],
    ['src/**/a.ts', 'src/x/y/a.ts', true],
    ['src/**x/a.ts', 'src/yx/a.ts', true],
    ['src/**x/a.ts', 'src/y/x/a.ts', false],
    ['**', 'src/a.ts', true],
    ['a?.ts', 'ab.ts', true],
    ['a?.ts', 'a.ts', false],
    ['src/a?b.ts', 'src/a/b.ts', false],
    ['[ab].ts', 'b.ts', true],
    ['[!ab].ts', 'b.ts', false],
    ['[^ab].ts', 'c.ts', true],
    ['[a-c].ts', 'b.ts', true],
    ['[[:digit:]].ts', '7.ts', true],
    ['a\\*.ts', 'a*.ts', true],
    ['a\\*.ts', 'ab.ts', false],
    ['a+(b).ts', 'a+(b).ts', true],
    ['*.TS', 'a.ts', false],
    ['.hidden*', '.hidden.ts', true],
    ['*', '.hidden.ts', true],
    ['[', '[', false],
    ['[z-a].ts', 'b.ts', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(makeGeneratedMatcher([pattern])(path)).toBe(expected);
  });

  test('the last pattern that means a path decides', () => {
    const isGenerated = makeGeneratedMatcher(['gen/**', '!gen/kept.ts', 'gen/kept.ts.map']);
    expect(isGenerated('gen/a.ts')).toBe(true);
    expect(isGenerated('gen/kept.ts')).toBe(false);
    expect(isGenerated('gen/kept.ts.map')).toBe(true);
  });
});
