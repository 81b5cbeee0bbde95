import { parseCodeOwners } from '@bellwether/shared/people/code-owners.rules';
import { describe, expect, it } from 'vitest';
import { findOwners, type Ownership } from './owners-of.rules.ts';

const ownership = (fields: Partial<Ownership> = {}): Ownership => ({
  teamPaths: [
    { pattern: '/apps/', teamName: 'Apps' },
    { pattern: '/apps/web/', teamName: 'Web' },
    { pattern: '/apps/web/', teamName: 'Design' },
  ],
  codeOwnersPath: 'CODEOWNERS',
  lines: parseCodeOwners('*.md @lena @tom\n/secret/'),
  teamNames: ['Core'],
  ...fields,
});

describe('findOwners', () => {
  it.each([
    ['apps/x.md', 'team-path', ['Apps'], null],
    ['apps/web/x.md', 'team-path', ['Design', 'Web'], null],
    ['/readme.md', 'code-owners', ['@lena', '@tom'], 1],
    ['secret/x', 'code-owners', [], 2],
    ['main.ts', 'repository', ['Core'], null],
  ])('%s: %s', (path, source, owners, line) => {
    expect(findOwners(ownership(), path)).toMatchObject({ source, owners, line });
  });

  it('says in one sentence what says so', () => {
    expect(findOwners(ownership(), 'readme.md').words).toBe(
      '@lena and @tom own it: line 1 of CODEOWNERS, *.md, is the last that matches.',
    );
    const bare = ownership({ codeOwnersPath: null, lines: [], teamNames: [] });
    expect(findOwners(bare, 'main.ts')).toMatchObject({
      ...{ source: 'none', owners: [] },
      words: 'The repository has no CODEOWNERS file, and no team has the repository.',
    });
  });
});
