import { describe, expect, test } from 'vitest';
import { deriveFacts } from './derive-facts.ts';
import { defaultFactRules } from './fact-rules.ts';
import { type Story, tellStory } from './history.fixture.ts';
import {
  formatPullRequestCsvRow,
  formatPullRequestsCsv,
  pullRequestsCsvHeader,
} from './pull-requests-csv.ts';

const facts = (story: Story) => deriveFacts(tellStory(story), defaultFactRules);
const row = (title: string, story: Story = {}, authorLogin: string | null = 'mira') =>
  formatPullRequestCsvRow({
    facts: facts(story),
    repository: 'lighthouse/ferry',
    title,
    authorLogin,
  });

describe('pull-requests.csv (C1, C2)', () => {
  test('names forty columns, ends its lines in CRLF and bears no mark', () => {
    const names = pullRequestsCsvHeader.trimEnd().split(',');
    expect(names).toHaveLength(40);
    expect([names[0], names.at(-1)]).toEqual(['repository', 'flags']);
    expect(pullRequestsCsvHeader).toMatch(/^repository,.*,flags\r\n$/);
    expect(row('A change')).toMatch(/\r\n$/);
  });

  test.each([
    ['a comma', 'one, two', '"one, two"'],
    ['a quote', 'say "hi"', '"say ""hi"""'],
    ['a line end', 'one\ntwo', '"one\ntwo"'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula with a comma', '+SUM(A1,A2)', '"\'+SUM(A1,A2)"'],
    ['a minus', '-1', "'-1"],
    ['an at sign', '@here', "'@here"],
    ['a tab', '\tx', "'\tx"],
    ['a carriage return', '\rx', '"\'\rx"'],
    ['spaces kept', '  x ', '  x '],
    ['a formula sign inside', 'a=b', 'a=b'],
  ])('a title with %s', (_, title, cell) => {
    expect(row(title).slice('lighthouse/ferry,1,'.length)).toMatch(
      new RegExp(`^${cell.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')},mira,human,`),
    );
  });

  test('unknown is empty, known to be none is 0, instants are whole seconds UTC', () => {
    expect(row('x')).toBe(
      'lighthouse/ferry,1,x,mira,human,open,false,main,2026-03-23T09:00:00Z,2026-03-23T08:30:00Z,' +
        '2026-03-23T09:00:00Z,,,,,,,,1800,,,,,,,,,,0,0,,0,0,1,10,5,1,15,,\r\n',
    );
  });

  test('a bot stands without [bot], a ghost as nothing', () => {
    expect(row('x', { authorId: 'dependabot' }, 'dependabot[bot]')).toContain(',dependabot,bot,');
    expect(row('x', { authorId: 'ghost' }, 'ghost')).toContain(',x,,ghost,');
    expect(row('x', { authorId: null }, null)).toContain(',x,,ghost,');
  });

  test('flags are joined by a semicolon', () => {
    const story: Story = {
      commits: [{ at: '03-23 11:00' }],
      reviews: [{ by: 'coderabbitai', at: '03-23 10:00' }],
    };
    expect(row('x', story)).toMatch(/,ai_reviewed;opened_before_code\r\n$/);
  });

  test('rows go by repository, then number, not as text', () => {
    const rows = [
      ['b/b', 2],
      ['b/b', 10],
      ['a/a', 3],
    ] as const;
    const csv = formatPullRequestsCsv(
      rows.toReversed().map(([repository, number]) => ({
        facts: { ...facts({}), number },
        repository,
        title: 'x',
        authorLogin: 'mira',
      })),
    );
    const keys = csv.split('\r\n').map((line) => line.split(',').slice(0, 2).join('#'));
    expect(keys).toEqual(['repository#number', 'a/a#3', 'b/b#2', 'b/b#10', '']);
  });
});
