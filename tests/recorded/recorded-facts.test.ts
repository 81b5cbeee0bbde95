import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { formatPullRequestsCsv } from '@bellwether/shared/pull-requests/pull-requests-csv';
import { describe, expect, test } from 'vitest';
import { worldToHistories } from '../golden/world-to-histories.ts';
import { readRecording, recordingFolders } from './read-recording.ts';

const folders = recordingFolders();

describe.skipIf(folders.length === 0)('facts of recorded repositories', () => {
  for (const folder of folders) {
    const recording = readRecording(folder);
    const histories = worldToHistories({
      ...recording,
      defaultBranch: 'master',
      gitattributes: null,
    });

    test(`${recording.repository}: every cell of the export equals the recorded one`, () => {
      const actual = formatPullRequestsCsv(
        histories.map((history) => ({
          facts: deriveFacts(history, defaultFactRules),
          repository: recording.repository,
          title: history.pullRequest.title,
          authorLogin: history.accounts.get(history.pullRequest.authorId ?? '')?.login ?? null,
        })),
      );
      const expected = readFileSync(join(folder, 'expected.csv'), 'utf8');
      expect(differingCells(expected, actual)).toEqual([]);
      expect(actual).toBe(expected);
    });
  }
});

/** `#12 pickup_seconds: expected 3, was 4`: no cell of the recordings holds a comma or a quote. */
function differingCells(expected: string, actual: string): string[] {
  const [header = '', ...lines] = expected.split('\r\n');
  const columns = header.split(',');
  const actualLines = actual.split('\r\n').slice(1);
  return lines.flatMap((line, row) => {
    const cells = line.split(',');
    const actualCells = (actualLines[row] ?? '').split(',');
    return columns.flatMap((column, index) =>
      cells[index] === actualCells[index]
        ? []
        : [`#${cells[1]} ${column}: expected ${cells[index]}, was ${actualCells[index]}`],
    );
  });
}
